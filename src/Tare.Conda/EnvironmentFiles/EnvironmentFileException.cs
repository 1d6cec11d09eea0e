namespace Tare.Conda.EnvironmentFiles;

/// <summary>A file that should describe an environment and does not: where, and why.</summary>
public sealed class EnvironmentFileException(string path, int line, int column, string reason, string? hint = null)
    : CondaException($"cannot read `{path}`: line {line}, column {column}: {reason}", hint ?? "correct that line")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>Line, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Column, from 1.</summary>
    public int Column { get; } = column;

    /// <summary>What is wrong, without the place.</summary>
    public string Reason { get; } = reason;
}
