namespace Tare.Dockerfile.Syntax;

/// <summary>A line of white space between instructions.</summary>
public sealed record BlankLine(TextSpan Span) : Element(Span);
