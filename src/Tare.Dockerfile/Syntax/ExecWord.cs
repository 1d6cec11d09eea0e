namespace Tare.Dockerfile.Syntax;

/// <summary>A string of a JSON array.</summary>
/// <param name="Span">With its quotation marks.</param>
/// <param name="Text">Its value.</param>
public sealed record ExecWord(TextSpan Span, string Text);
