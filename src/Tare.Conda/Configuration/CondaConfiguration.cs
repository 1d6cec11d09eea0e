namespace Tare.Conda.Configuration;

/// <summary>
/// The configuration of conda as it applies here: files, environment variables and command line, merged. A setting is read and checked
/// when it is asked for; a bad one raises <see cref="ConfigurationException"/> then, and harms no command that does not need it.
/// </summary>
public sealed partial class CondaConfiguration
{
    private readonly Dictionary<string, SettingValue> _values = [];

    private CondaConfiguration(CondaHost host, RootPrefix root, IReadOnlyList<SettingSource> sources)
    {
        Host = host;
        Root = root;
        Sources = sources;
    }

    /// <summary>The machine and process that it was read for.</summary>
    public CondaHost Host { get; }

    /// <summary>The root prefix and why it is that.</summary>
    public RootPrefix Root { get; }

    /// <summary>Every source that exists, weakest first.</summary>
    public IReadOnlyList<SettingSource> Sources { get; }

    /// <summary>Reads the whole search path; <see cref="ConfigurationException"/> or <see cref="Yaml.YamlException"/> where a file is no configuration.</summary>
    public static CondaConfiguration Load(CondaHost host, ConfigurationOptions? options = null)
    {
        options ??= ConfigurationOptions.None;
        var root = RootPrefixFinder.Find(host, options.RootPrefix);
        var sources = new List<SettingSource>();
        foreach (var file in ConfigurationSearchPath.Files(host, host["CONDA_ROOT"] ?? root.Path, options.Prefix ?? host["CONDA_PREFIX"]))
        {
            sources.Add(ConfigurationFile.Read(file));
        }

        sources.Add(EnvironmentSource.From(host));
        sources.Add(FromCommandLine(options));
        var configuration = new CondaConfiguration(host, root, sources);
        return string.IsNullOrEmpty(options.RootPrefix) && configuration.RootFromFiles() is { } named
            ? new CondaConfiguration(host, named, sources)
            : configuration;
    }

    /// <summary>What one file says, without any other source.</summary>
    public static CondaConfiguration FromFile(CondaHost host, string path) =>
        new(host, RootPrefixFinder.Find(host, null), [ConfigurationFile.Read(path)]);

    /// <summary>The merged and typed value of a setting.</summary>
    public SettingValue Get(Parameter parameter)
    {
        lock (_values)
        {
            if (!_values.TryGetValue(parameter.Name, out var value))
            {
                _values[parameter.Name] = value = Merge(parameter);
            }

            return value;
        }
    }

    /// <summary>The value that one source gives, typed, or null where it gives none.</summary>
    public SettingValue? Get(Parameter parameter, SettingSource source) => source.Find(parameter) is { } raw
        ? SettingConverter.Convert(parameter, raw, new SettingPlace(source.Name, KeyIn(source, parameter)), Host)
        : null;

    /// <summary>
    /// What one source says, typed, in its order: settings under their own name, and of a file the keys that are not known as well.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, SettingValue>> ValuesOf(SettingSource source)
    {
        var values = new List<KeyValuePair<string, SettingValue>>();
        foreach (var (key, raw) in source.Settings)
        {
            if (ParameterTable.Find(key) is { } parameter)
            {
                values.Add(KeyValuePair.Create(parameter.Name, SettingConverter.Convert(parameter, raw, new SettingPlace(source.Name, key), Host)));
            }
            else if (source.IsFile)
            {
                values.Add(KeyValuePair.Create(key, SettingConverter.Untyped(raw)));
            }
        }

        return values;
    }

    private SettingValue Merge(Parameter parameter)
    {
        var found = new List<RawValue>();
        foreach (var source in Sources)
        {
            // Each is converted by itself too, so that an error names the file and line it stands in.
            if (source.Find(parameter) is { } raw && !(raw.IsNull && parameter.Shape != ParameterShape.Single))
            {
                SettingConverter.Convert(parameter, raw, new SettingPlace(source.Name, KeyIn(source, parameter)), Host);
                found.Add(raw);
            }
        }

        if (found.Count == 0)
        {
            return parameter.Default;
        }

        var merged = SettingMerger.Merge(parameter.Shape, found);
        return SettingConverter.Convert(parameter, merged, new SettingPlace("<<merged>>", parameter.Name), Host);
    }

    private static string KeyIn(SettingSource source, Parameter parameter) => source.Keys.First(parameter.IsNamed);

    private static SettingSource FromCommandLine(ConfigurationOptions options) => new(
        SettingSources.CommandLine,
        [.. options.Settings.Select(s => KeyValuePair.Create(s.Key, CommandLineValue(s.Key, s.Value)))]);

    private static RawValue CommandLineValue(string key, IReadOnlyList<string> texts) => ParameterTable.Find(key) is { Shape: ParameterShape.List }
        ? new RawValue { Items = [.. texts.Select(t => new RawValue { Text = t })] }
        : new RawValue { Text = texts[^1], IsPlain = true };

    // `root_prefix` of a file, or the variable CONDA_ROOT_DIR; CONDA_ROOT_PREFIX was looked at before.
    private RootPrefix? RootFromFiles()
    {
        var parameter = ParameterTable.Find("root_prefix")!;
        if (Host["CONDA_ROOT_PREFIX"] is not null || Get(parameter) is not SettingValue.TextValue { Value.Length: > 0 } named)
        {
            return null;
        }

        var source = Sources.Last(s => s.Find(parameter) is not null);
        return new RootPrefix(PathExpansion.Full(named.Value, Host), $"root_prefix in {source.Name}");
    }
}
