using Tare.Conda.Yaml;
using Tare.Primitives;

namespace Tare.Conda.Configuration.Editing;

/// <summary>Changes a .condarc by the rules of <c>conda config</c>: known keys only, lists and single values told apart, one name per setting.</summary>
/// <param name="file">The file's text.</param>
/// <param name="warnings">Where remarks go.</param>
public sealed class CondarcEditor(CondarcFile file, ICollection<string> warnings)
{
    /// <summary>Adds an item to a list, or to a list inside of a map (<c>custom_multichannels.NAME</c>).</summary>
    public void Add(string key, string item, bool first)
    {
        var (name, sub) = Split(key);
        var parameter = ParameterTable.Find(name);
        if (parameter is { Shape: ParameterShape.MapOfLists } && sub is not null)
        {
            AddToMap(parameter.Name, sub, item, first);
            return;
        }

        if (parameter is not { Shape: ParameterShape.List } || sub is not null)
        {
            throw new CondarcEditException("CondaValueError", $"Key '{name}' is not a known sequence parameter.", Way(parameter, key));
        }

        RequireList(name);
        UseOneName(parameter);
        if (file.Get(parameter.Name) is SettingValue.ListValue list && list.Items.Contains(new SettingValue.TextValue(item)))
        {
            warnings.Add($"Warning: '{item}' already in '{key}' list, moving to the {(first ? "top" : "bottom")}");
        }

        file.AddItem(parameter.Name, item, first);
    }

    /// <summary>Sets a single value, typed as the setting wants it, or one name of a map.</summary>
    public void Set(string key, string text, CondaHost host)
    {
        var (name, sub) = Split(key);
        var parameter = Known(name, key);
        if (parameter.Shape == ParameterShape.Single && sub is null)
        {
            UseOneName(parameter);
            var raw = new RawValue { Text = text, IsPlain = true };
            file.Set(parameter.Name, SettingConverter.Convert(parameter with { ExpandsVariables = false }, raw, new SettingPlace(SettingSources.CommandLine, key), host));
        }
        else if (parameter.Shape == ParameterShape.Map && sub is not null)
        {
            var entries = file.Get(parameter.Name) is SettingValue.MapValue map ? map.Entries.Where(e => e.Key != sub) : [];
            file.Set(parameter.Name, new SettingValue.MapValue([.. entries, KeyValuePair.Create<string, SettingValue>(sub, new SettingValue.TextValue(text))]));
        }
        else
        {
            throw new CondarcEditException("CondaKeyError", $"'{key}': invalid parameter", Way(parameter, key));
        }
    }

    /// <summary>Takes an item out of a list.</summary>
    public void Remove(string key, string item)
    {
        var parameter = Known(key, key);
        if (parameter.Shape != ParameterShape.List)
        {
            throw new CondarcEditException("CondaKeyError", $"'{key}': invalid parameter", Way(parameter, key));
        }

        var name = parameter.Aliases.Prepend(parameter.Name).FirstOrDefault(n => file.Get(n) is not null)
            ?? throw Absent($"'{key}': undefined in config");
        if (!file.RemoveItem(name, item))
        {
            throw Absent($"'{key}': value '{item}' not present in config");
        }
    }

    /// <summary>Leaves an empty list, which hides the default.</summary>
    public void Clear(string key)
    {
        var parameter = Known(key, key);
        if (parameter.Shape != ParameterShape.List)
        {
            throw new CondarcEditException("CondaKeyError", $"'{key}': invalid parameter", Way(parameter, key));
        }

        RequireList(key);
        UseOneName(parameter);
        file.Set(parameter.Name, SettingValue.EmptyList);
    }

    /// <summary>Takes a key away, known or not, or one name of a map.</summary>
    public void RemoveKey(string key)
    {
        var (name, sub) = Split(key);
        if (file.Remove(key) || (ParameterTable.Find(key) is { } parameter && parameter.Aliases.Prepend(parameter.Name).Any(file.Remove)))
        {
            return;
        }

        if (sub is null || file.Get(name) is not SettingValue.MapValue map || map.Entries.All(e => e.Key != sub))
        {
            throw Absent($"'{key}': undefined in config");
        }

        file.Set(name, new SettingValue.MapValue([.. map.Entries.Where(e => e.Key != sub)]));
    }

    /// <summary>Takes over every key of a YAML text.</summary>
    public void Merge(string yaml)
    {
        switch (YamlDocument.Parse(yaml, "standard input"))
        {
            case YamlMapping map:
                foreach (var (key, value) in map.Entries)
                {
                    file.Set(key.Text, SettingYaml.FromNode(value));
                }

                break;
            case null or YamlScalar { IsNull: true }:
                break;
            default:
                throw new CondarcEditException("ParseError", "standard input is not a map of settings");
        }
    }

    /// <summary><c>key.name</c> in two.</summary>
    public static (string Name, string? Sub) Split(string key)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? (key, null) : (key[..dot], key[(dot + 1)..]);
    }

    /// <summary>One name of a map; the value itself where no name is given.</summary>
    public static SettingValue? Part(SettingValue value, string? sub) => sub is null ? value
        : value is SettingValue.MapValue map ? map.Entries.FirstOrDefault(e => e.Key == sub).Value : null;

    private void AddToMap(string key, string sub, string item, bool first)
    {
        IReadOnlyList<KeyValuePair<string, SettingValue>> entries = file.Get(key) is SettingValue.MapValue map ? map.Entries : [];
        var old = entries.FirstOrDefault(e => e.Key == sub).Value is SettingValue.ListValue list ? list.Items : [];
        SettingValue added = new SettingValue.TextValue(item);
        var others = old.Where(i => i != added);
        SettingValue value = new SettingValue.ListValue(first ? [added, .. others] : [.. others, added]);
        file.Set(key, new SettingValue.MapValue([.. entries.Where(e => e.Key != sub), KeyValuePair.Create(sub, value)]));
    }

    private void RequireList(string key)
    {
        if (file.Get(key) is not (null or SettingValue.NullValue or SettingValue.ListValue))
        {
            throw new CondarcEditException("CouldntParseError", $"key '{key}' should be a list in `{file.Path}`");
        }
    }

    // A setting under an alias moves to its own name, or the file would have it twice.
    private void UseOneName(Parameter parameter)
    {
        foreach (var alias in parameter.Aliases)
        {
            if (file.Get(alias) is { } value)
            {
                file.Remove(alias);
                file.Set(parameter.Name, value);
            }
        }
    }

    private Parameter Known(string name, string key)
    {
        if (ParameterTable.Find(name) is { } parameter)
        {
            return parameter;
        }

        warnings.Add($"Unknown key: '{key}'");
        throw new CondarcEditException("CondaKeyError", $"'{key}': unknown parameter", Way(null, key));
    }

    private CondarcEditException Absent(string message) => new("CondaKeyError", message, $"`tare config --get` shows what `{file.Path}` says; name another file with --file, --system, --env or -n");

    // How the setting is changed, or which one may be meant.
    private static string? Way(Parameter? parameter, string key) => parameter?.Shape switch
    {
        null => Spelling.Nearest(key, ParameterTable.All.Select(p => p.Name)) is { } meant ? $"did you mean `{meant}`?" : null,
        ParameterShape.Single => $"`{parameter.Name}` has one value: `--set {parameter.Name} VALUE`",
        ParameterShape.List => $"`{parameter.Name}` is a list: `--add {parameter.Name} VALUE`",
        ParameterShape.Map => $"`{parameter.Name}` is a map: `--set {parameter.Name}.NAME VALUE`",
        _ => $"`{parameter.Name}` is a map of lists: `--add {parameter.Name}.NAME VALUE`",
    };
}
