using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Shell;

/// <summary>A word, or an operator where <see cref="Word"/> is null.</summary>
/// <param name="Span">In the logical text.</param>
/// <param name="Operator">The operator's characters; <c>\n</c> for a line end; empty for a word.</param>
/// <param name="Word">The word.</param>
internal readonly record struct ShellToken(TextSpan Span, string Operator, ShellWord? Word);
