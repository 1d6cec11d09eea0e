namespace Tare.Dockerfile.Syntax;

/// <summary>
/// A <c># key=value</c> line before everything else: <c>syntax</c>, <c>escape</c> or <c>check</c> (Dockerfile reference, "Parser
/// directives").
/// </summary>
public sealed record ParserDirective(TextSpan Span, string Key, string Value) : Element(Span);
