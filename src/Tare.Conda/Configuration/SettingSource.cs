namespace Tare.Conda.Configuration;

/// <summary>One place that settings come from: a file, the environment or the command line.</summary>
public sealed class SettingSource
{
    private readonly IReadOnlyList<KeyValuePair<string, RawValue>> _settings;

    internal SettingSource(string name, IReadOnlyList<KeyValuePair<string, RawValue>> settings)
    {
        Name = name;
        _settings = settings;
    }

    /// <summary>The path of the file, or one of <see cref="SettingSources"/>.</summary>
    public string Name { get; }

    /// <summary>A file, as opposed to the environment and the command line.</summary>
    public bool IsFile => Name is not (SettingSources.Environment or SettingSources.CommandLine);

    /// <summary>The keys as they are written, known or not.</summary>
    public IEnumerable<string> Keys => _settings.Select(s => s.Key);

    internal IReadOnlyList<KeyValuePair<string, RawValue>> Settings => _settings;

    /// <summary>The value under one of a parameter's names; two of them in one source are an error.</summary>
    internal RawValue? Find(Parameter parameter)
    {
        RawValue? found = null;
        string? first = null;
        foreach (var (key, value) in _settings)
        {
            if (!parameter.IsNamed(key))
            {
                continue;
            }

            if (found is not null)
            {
                throw new ConfigurationException(Name, value.Line, key, $"means the same as `{first}` above; keep one, best `{parameter.Name}`");
            }

            (found, first) = (value, key);
        }

        return found;
    }
}
