namespace Tare.Dockerfile.Shell;

/// <summary>A redirection such as <c>2&gt;/dev/null</c> or <c>&lt;&lt;EOF</c>.</summary>
public sealed record ShellRedirection(string Operator, ShellWord? Target);
