namespace Tare.Dockerfile.Syntax;

/// <summary>A string of a JSON array.</summary>
/// <param name="Span">With its quotation marks.</param>
/// <param name="Content">Its value, escapes replaced, with the way back to the file.</param>
public sealed record ExecWord(TextSpan Span, LogicalText Content)
{
    /// <summary>Its value.</summary>
    public string Text => Content.Text;
}
