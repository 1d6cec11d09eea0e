namespace Tare.Dockerfile.Syntax;

/// <summary>A comment line between instructions.</summary>
/// <param name="Span">The line.</param>
/// <param name="Text">What follows the <c>#</c>, trimmed.</param>
public sealed record Comment(TextSpan Span, string Text) : Element(Span);
