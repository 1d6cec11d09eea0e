namespace Tare.Dockerfile.Syntax;

/// <summary>A <c>key=value</c> of ENV, ARG or LABEL.</summary>
/// <param name="Span">Both, with quotation marks.</param>
/// <param name="KeySpan">The key.</param>
/// <param name="Key">The key's name.</param>
/// <param name="Value">The value without quotation marks, variables as written; null for an ARG without a default.</param>
public sealed record KeyValue(TextSpan Span, TextSpan KeySpan, string Key, string? Value);
