using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Shell;
using Tare.Dockerfile.Stages;

namespace Tare.Dockerfile.Linting;

/// <summary>A RUN instruction with what its script calls.</summary>
public sealed class RunStep(Stage stage, StageInstruction instruction)
{
    private static readonly ShellScript None = new([], default);

    /// <summary>The stage it stands in.</summary>
    public Stage Stage { get; } = stage;

    /// <summary>The instruction.</summary>
    public StageInstruction Instruction { get; } = instruction;

    /// <summary>The script; without commands where no POSIX shell reads it.</summary>
    public ShellScript Script { get; } = instruction.Script ?? None;

    /// <summary>The calls of conda and its kin, in order.</summary>
    public IReadOnlyList<CondaInvocation> Conda { get; } = [.. CondaInvocationReader.Read(instruction.Script)];

    /// <summary>The cache and tmpfs mounts' targets: what is written there is in no layer.</summary>
    public IReadOnlyList<string> MountTargets { get; } = [.. RunMounts.Targets(instruction)];

    /// <summary>A path lies in a mount.</summary>
    public bool IsMounted(string path) => MountTargets.Any(t => path == t || path.StartsWith(t.TrimEnd('/') + "/", StringComparison.Ordinal));

    /// <summary>A setting of the environment, seen from a command: assigned before it, exported earlier in the script, or set by ENV.</summary>
    public string? Variable(SimpleCommand command, string name)
    {
        var assigned = command.Assignments.Select(w => w.Text)
            .Concat(Script.Commands.TakeWhile(c => !ReferenceEquals(c, command)).Where(c => c.Program == "export" || c.Words.Count == 0)
                .SelectMany(c => c.Words.Skip(1).Concat(c.Assignments)).Select(w => w.Text))
            .FirstOrDefault(t => t.StartsWith(name + "=", StringComparison.Ordinal));
        return assigned?[(name.Length + 1)..] ?? Instruction.Variables[name];
    }
}
