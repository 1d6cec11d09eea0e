namespace Tare.Dockerfile.Syntax;

/// <summary>Something wrong in a file, and where; reading goes on behind it.</summary>
public sealed record Diagnostic(TextSpan Span, string Message);
