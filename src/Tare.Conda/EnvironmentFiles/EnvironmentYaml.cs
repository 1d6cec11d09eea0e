using Tare.Conda.MatchSpecs;
using Tare.Conda.Yaml;

namespace Tare.Conda.EnvironmentFiles;

/// <summary>Reads environment.yml.</summary>
internal sealed class EnvironmentYaml(string path, EnvironmentFileOptions options)
{
    private static readonly string[] Known = ["name", "prefix", "channels", "dependencies", "variables", "platforms", "category"];
    private static readonly System.Buffers.SearchValues<char> NotInFileNames = System.Buffers.SearchValues.Create("/\\\0\n");
    private static readonly System.Buffers.SearchValues<char> NotInNames = System.Buffers.SearchValues.Create(" :#\t");

    private readonly List<EnvironmentWarning> _warnings = [];
    private readonly List<EnvironmentDependency> _dependencies = [];
    private readonly List<string> _pip = [];
    private bool _hasPip;

    internal EnvironmentFile Read(string text)
    {
        DemandOneDocument(text);
        if (YamlDocument.Parse(text, path) is not YamlMapping root)
        {
            throw new EnvironmentFileException(path, 1, 1, "there is no mapping with `dependencies`", "an environment.yml begins with `name:`, `channels:` or `dependencies:`");
        }

        foreach (var entry in root.Entries.Where(e => !Known.Contains(e.Key.Text)))
        {
            _warnings.Add(new EnvironmentWarning(entry.Key.Line, $"`{entry.Key.Text}` is no key of environment.yml and is ignored"));
        }

        ReadDependencies(root["dependencies"]);
        var channels = Texts(root["channels"], "channels").Select(c => Expand(c)).ToList();
        return new EnvironmentFile
        {
            Name = Name(root["name"]),
            Prefix = Text(root["prefix"], "prefix"),
            Channels = [.. channels.Where(c => c != "nodefaults").Distinct(StringComparer.Ordinal)],
            HasNoDefaults = channels.Contains("nodefaults"),
            Dependencies = _dependencies,
            PipRequirements = _pip,
            Variables = Variables(root["variables"]),
            Platforms = [.. Texts(root["platforms"], "platforms")],
            Warnings = _warnings,
        };
    }

    // Most readers take the first document and say nothing of the others.
    private void DemandOneDocument(string text)
    {
        var number = 0;
        var hasContent = false;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (line.StartsWith("---") && (line.Length == 3 || char.IsWhiteSpace(line[3])))
            {
                if (hasContent)
                {
                    throw new EnvironmentFileException(path, number, 1, "a second YAML document begins here", "one file describes one environment: make two files");
                }
            }
            else if (line.StartsWith("..."))
            {
                return;
            }

            hasContent |= !line.Trim().IsEmpty && line.TrimStart()[0] != '#' && line[0] != '%' && !line.StartsWith("---");
        }
    }

    private string? Name(YamlNode? node)
    {
        if (Text(node, "name") is not { Length: > 0 } name)
        {
            return null;
        }

        if (name.AsSpan().ContainsAny(NotInFileNames) || name is "." or "..")
        {
            throw At(node!, $"`{name}` cannot name an environment", "a name has no slash; give a folder with --prefix");
        }

        if (name.AsSpan().ContainsAny(NotInNames))
        {
            _warnings.Add(new EnvironmentWarning(node!.Line, $"`{name}` cannot name an environment: a name has no space, colon or #; give another with --name"));
        }

        return name;
    }

    private void ReadDependencies(YamlNode? node)
    {
        if (node is null or YamlScalar { IsNull: true })
        {
            _warnings.Add(new EnvironmentWarning(node?.Line ?? 1, "there are no dependencies"));
            return;
        }

        if (node is not YamlSequence list)
        {
            throw At(node, "`dependencies` must be a list", "write each package on its own line, with `- ` before it");
        }

        foreach (var item in list.Items)
        {
            ReadDependency(item);
        }
    }

    private void ReadDependency(YamlNode node)
    {
        switch (node)
        {
            case YamlScalar scalar:
                if (Applies(scalar))
                {
                    Add(scalar);
                }

                break;
            case YamlMapping section:
                foreach (var entry in section.Entries)
                {
                    ReadSection(entry);
                }

                break;
            default:
                throw At(node, "a dependency is a text, not a list", "write each package on its own line, with `- ` before it");
        }
    }

    private void ReadSection(YamlEntry entry)
    {
        var key = entry.Key.Text;
        if (key == "pip")
        {
            if (_hasPip)
            {
                _warnings.Add(new EnvironmentWarning(entry.Key.Line, "there are two pip sections; both are used, conda uses the last"));
            }

            _hasPip = true;
            _pip.AddRange(Items(entry.Value, "pip").Where(Applies).Select(i => i.Text));
        }
        else if (key.StartsWith("sel(", StringComparison.Ordinal) && key.EndsWith(')'))
        {
            if (!PlatformSelector.TryEvaluate(key[4..^1], options.Subdir, out var holds))
            {
                throw At(entry.Key, $"`{key}` selects no platform", "use sel(linux), sel(osx), sel(win) or sel(unix)");
            }

            foreach (var item in holds ? entry.Value is YamlScalar one ? [one] : Items(entry.Value, key) : [])
            {
                Add(item);
            }
        }
        else
        {
            throw At(entry.Key, $"nothing installs `{key}` packages", entry.Value is YamlScalar { Text.Length: > 0 } version ? $"a version follows its package without a colon: `- {key}={version.Text}`" : "only `pip` and `sel(...)` may stand below dependencies");
        }
    }

    private void Add(YamlScalar scalar)
    {
        var text = scalar.Text.Trim();
        if (scalar.IsNull || text.Length == 0)
        {
            throw At(scalar, "this dependency is empty", "remove the line");
        }

        if (scalar.IsPlain && double.TryParse(text, out _))
        {
            throw At(scalar, $"`{text}` is a number, not a package", "a version goes behind its package: python=3.10");
        }

        if (!MatchSpec.TryParse(text, options.Channels, out var spec, out var fault))
        {
            throw EnvironmentFileException.InvalidSpec(path, (scalar.Line, scalar.Column + (scalar.IsPlain ? 0 : 1)), text, fault);
        }

        _dependencies.Add(new EnvironmentDependency(spec, text, scalar.Line));
    }

    private bool Applies(YamlScalar scalar) => PlatformSelector.InComment(scalar.Comment) is not { } condition
        || !PlatformSelector.TryEvaluate(condition, options.Subdir, out var holds) || holds;

    private List<KeyValuePair<string, string>> Variables(YamlNode? node)
    {
        if (node is null or YamlScalar { IsNull: true })
        {
            return [];
        }

        if (node is not YamlMapping map)
        {
            throw At(node, "`variables` must be a mapping", "write `NAME: value` on each line");
        }

        var variables = new List<KeyValuePair<string, string>>();
        foreach (var (key, value) in map.Entries)
        {
            if (value is not YamlScalar scalar || key.Text.Length == 0 || key.Text.AsSpan().IndexOfAny('=', '\0') >= 0 || scalar.Text.Contains('\0', StringComparison.Ordinal))
            {
                throw At(key, $"`{key.Text}` is no environment variable", "a variable is a name and a text");
            }

            variables.Add(KeyValuePair.Create(key.Text, scalar.IsNull ? "" : scalar.Text));
        }

        return variables;
    }

    private IEnumerable<string> Texts(YamlNode? node, string key) => node switch
    {
        null or YamlScalar { IsNull: true } => [],
        YamlScalar one => [one.Text],
        _ => Items(node, key).Select(i => i.Text),
    };

    private List<YamlScalar> Items(YamlNode node, string key)
    {
        if (node is YamlScalar { IsNull: true })
        {
            return [];
        }

        if (node is not YamlSequence list)
        {
            throw At(node, $"`{key}` must be a list", "write each item on its own line, with `- ` before it");
        }

        return [.. list.Items.Select(i => i is YamlScalar { IsNull: false } scalar ? scalar : throw At(i, $"an item of `{key}` must be a text"))];
    }

    private string? Text(YamlNode? node, string key) => node switch
    {
        null or YamlScalar { IsNull: true } => null,
        YamlScalar scalar => scalar.Text,
        _ => throw At(node, $"`{key}` must be a text"),
    };

    private string Expand(string channel) => VariableReference.Expand(channel, options.Variables);

    private EnvironmentFileException At(YamlNode node, string reason, string? hint = null) => new(path, node.Line, node.Column, reason, hint);
}
