using Tare.Dockerfile.Parsing;
using Tare.Dockerfile.Shell;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Stages;

/// <summary>An instruction of a stage with what holds at its place.</summary>
/// <param name="Syntax">As written.</param>
/// <param name="Variables">ARG and ENV values before it.</param>
/// <param name="Shell">The words of the SHELL in force, or null for the default <c>/bin/sh -c</c>.</param>
public sealed record StageInstruction(Instruction Syntax, VariableScope Variables, IReadOnlyList<string>? Shell)
{
    /// <summary>The keyword.</summary>
    public string Keyword => Syntax.Keyword;

    /// <summary>The paths of a COPY or ADD.</summary>
    internal CopyPaths Paths => field ??= CopyPaths.Read(this);

    /// <summary>The script of a RUN (or of CMD and ENTRYPOINT in shell form); null where it is none that a POSIX shell reads.</summary>
    public ShellScript? Script { get; } = ScriptReader.Read(Syntax, Shell);
}
