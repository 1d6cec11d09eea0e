using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Fixing;

/// <summary>Puts other characters in the place of a stretch.</summary>
public sealed record TextEdit(TextSpan Span, string NewText)
{
    /// <summary>Puts characters in at a position.</summary>
    public static TextEdit Insert(int position, string text) => new(new TextSpan(position, 0), text);

    /// <summary>Takes a stretch out.</summary>
    public static TextEdit Delete(TextSpan span) => new(span, "");
}
