using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Shell;

namespace Tare.Dockerfile.Linting;

/// <summary>A command of a RUN that calls conda or pip; <c>conda run pip …</c> is both.</summary>
/// <param name="Command">The command.</param>
/// <param name="Conda">The call of conda, mamba or micromamba, or null.</param>
/// <param name="Pip">The call of pip, or null.</param>
internal sealed record RunCall(SimpleCommand Command, CondaInvocation? Conda, PipInvocation? Pip)
{
    internal static ImmutableArray<RunCall> Of(ShellScript script)
    {
        var calls = ImmutableArray.CreateBuilder<RunCall>(0);
        foreach (var command in script.Commands)
        {
            var conda = CondaInvocationReader.Read(command);
            var pip = PipInvocation.Read(command);
            if (conda is not null || pip is not null)
            {
                calls.Add(new RunCall(command, conda, pip));
            }
        }

        return calls.DrainToImmutable();
    }
}
