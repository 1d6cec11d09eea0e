using Tare.Primitives;

namespace Tare.Archives;

/// <summary>An archive or compressed stream that cannot be read as what it claims to be, or that goes beyond a limit.</summary>
public sealed class ArchiveException(string message, string? hint = null, Exception? inner = null)
    : TareException(OneLine(message), hint, inner)
{
    // Names in a hostile archive may hold line ends and the terminal's control sequences.
    private static string OneLine(string message) => message.Any(char.IsControl)
        ? string.Concat(message.Select(c => char.IsControl(c) ? $"\\x{(int)c:x2}" : c.ToString()))
        : message;
}
