using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.EnvironmentFiles;

/// <summary>An entry of a list in an environment.yml.</summary>
/// <param name="Text">Its value.</param>
/// <param name="Span">The value in the file, with quotation marks.</param>
public sealed record EnvironmentItem(string Text, TextSpan Span);
