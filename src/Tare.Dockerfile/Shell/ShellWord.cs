using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Shell;

/// <summary>A word of a command.</summary>
/// <param name="Span">Where it stands in the file, with its quotation marks.</param>
/// <param name="Text">Quotation marks and escapes taken off; variables and substitutions as they were written.</param>
/// <param name="IsLiteral">Nothing in it is left to the shell to replace.</param>
/// <param name="IsQuoted">A part of it stood in quotation marks.</param>
public sealed record ShellWord(TextSpan Span, string Text, bool IsLiteral, bool IsQuoted);
