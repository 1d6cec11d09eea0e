namespace Tare.Dockerfile.Syntax;

/// <summary>An option of an instruction, such as <c>--mount=type=cache,target=/root/.cache</c>.</summary>
/// <param name="Span">The whole word.</param>
/// <param name="Name">Lower-case, without dashes.</param>
/// <param name="Value">What follows the first <c>=</c>; empty where nothing does.</param>
public sealed record InstructionFlag(TextSpan Span, string Name, string Value);
