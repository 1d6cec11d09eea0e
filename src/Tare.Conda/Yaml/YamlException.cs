namespace Tare.Conda.Yaml;

/// <summary>A text that is not YAML, or YAML beyond the limits: where, and why.</summary>
public sealed class YamlException(string path, int line, int column, string reason, Exception? inner = null)
    : CondaException($"cannot read `{path}`: line {line}, column {column}: {reason}", "mend that line, or move the file away", inner)
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>Line, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Column, from 1.</summary>
    public int Column { get; } = column;
}
