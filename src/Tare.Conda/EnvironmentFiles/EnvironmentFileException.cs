using Tare.Conda.Versions;

namespace Tare.Conda.EnvironmentFiles;

/// <summary>A file that should describe an environment and does not: where, and why.</summary>
public sealed class EnvironmentFileException(string path, int line, int column, string reason, string? hint = null)
    : CondaException($"cannot read `{path}`: line {line}, column {column}: {reason}", hint ?? "correct that line")
{
    private const int LongestExcerpt = 80;

    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>Line, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Column, from 1.</summary>
    public int Column { get; } = column;

    /// <summary>What is wrong, without the place.</summary>
    public string Reason { get; } = reason;

    /// <summary>A spec that cannot be read; of a long one its beginning is shown.</summary>
    internal static EnvironmentFileException InvalidSpec(string path, (int Line, int Column) start, string text, SyntaxFault fault) => new(
        path, start.Line, start.Column + fault.Position, $"invalid spec `{(text.Length > LongestExcerpt ? text[..LongestExcerpt] + "…" : text)}`: {fault.Reason}");
}
