namespace Tare.Conda.Configuration;

/// <summary>A setting that cannot be used: in which source, at which line, under which key, and why.</summary>
public sealed class ConfigurationException(string source, int? line, string? key, string reason, Exception? inner = null)
    : CondaException(Describe(source, line, key, reason), HintFor(source, line), inner)
{
    /// <summary>The file, <c>envvars</c> or <c>cmd_line</c>.</summary>
    public string SettingSource { get; } = source;

    /// <summary>Line in the file, from 1.</summary>
    public int? Line { get; } = line;

    /// <summary>The key as it is written.</summary>
    public string? Key { get; } = key;

    /// <summary>What is wrong, without the place.</summary>
    public string Reason { get; } = reason;

    private static string Describe(string source, int? line, string? key, string reason)
    {
        var place = source == SettingSources.Environment && key is not null
            ? $"environment variable CONDA_{key.ToUpperInvariant()}"
            : source == SettingSources.CommandLine ? "the command line" : line is null ? $"`{source}`" : $"`{source}`, line {line}";
        return key is null || source == SettingSources.Environment ? $"{place}: {reason}" : $"{place}: `{key}` {reason}";
    }

    private static string HintFor(string source, int? line) => (source, line) switch
    {
        (SettingSources.Environment, _) => "unset or correct the variable",
        (SettingSources.CommandLine, _) => "`tare config --describe` lists what each setting takes",
        (_, null) => "check the file and its permissions",
        _ => "correct that line; `tare config --describe` lists what each setting takes",
    };
}
