using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Shell;

namespace Tare.Dockerfile.Linting;

/// <summary>A command of a RUN that calls conda or pip; <c>conda run pip …</c> is both.</summary>
/// <param name="Command">The command.</param>
/// <param name="Conda">The call of conda, mamba or micromamba, or null.</param>
/// <param name="Pip">The call of pip, or null.</param>
internal sealed record RunCall(SimpleCommand Command, CondaInvocation? Conda, PipInvocation? Pip)
{
    internal static IEnumerable<RunCall> Of(ShellScript? script) => (script?.Commands ?? [])
        .Select(c => new RunCall(c, CondaInvocationReader.Read(c), PipInvocation.Read(c)))
        .Where(c => c.Conda is not null || c.Pip is not null);
}
