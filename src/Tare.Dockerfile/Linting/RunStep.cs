using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Shell;
using Tare.Dockerfile.Stages;

namespace Tare.Dockerfile.Linting;

/// <summary>A RUN instruction with what its script calls.</summary>
public sealed class RunStep
{
    private static readonly ShellScript None = new([], default);

    /// <summary>Looks at a RUN of a stage.</summary>
    public RunStep(Stage stage, StageInstruction instruction)
    {
        Stage = stage;
        Instruction = instruction;
        Script = instruction.Script ?? None;
        Calls = RunCall.Of(Script);
        Conda = [.. Calls.Select(c => c.Conda).OfType<CondaInvocation>()];
        Cleans = Script.Commands.Any(CacheCleanup.Cleans);
        Installs = Conda.Any(c => c.Installs);
        MountTargets = RunMounts.Targets(instruction).ToArray();
    }

    /// <summary>The stage it stands in.</summary>
    public Stage Stage { get; }

    /// <summary>The instruction.</summary>
    public StageInstruction Instruction { get; }

    /// <summary>The script; without commands where no POSIX shell reads it.</summary>
    public ShellScript Script { get; }

    /// <summary>The calls of conda and its kin, in order.</summary>
    public ImmutableArray<CondaInvocation> Conda { get; }

    /// <summary>The commands that call conda or pip, in order.</summary>
    internal ImmutableArray<RunCall> Calls { get; }

    /// <summary>A command frees conda's package cache, or a part of it.</summary>
    internal bool Cleans { get; }

    /// <summary>Packages are put into an environment.</summary>
    internal bool Installs { get; }

    /// <summary>The cache and tmpfs mounts' targets: what is written there is in no layer.</summary>
    public IReadOnlyList<string> MountTargets { get; }

    /// <summary>A path lies in a mount.</summary>
    public bool IsMounted(string path) => MountTargets.Any(t => path == t || path.StartsWith(t.TrimEnd('/') + "/", StringComparison.Ordinal));

    /// <summary>A setting of the environment, seen from a command: assigned before it, exported earlier in the script, or set by ENV.</summary>
    public string? Variable(SimpleCommand command, string name)
    {
        if (ValueOf(command.Assignments, name) is { } own)
        {
            return own;
        }

        foreach (var earlier in Script.Commands)
        {
            if (ReferenceEquals(earlier, command))
            {
                break;
            }

            if ((earlier.Words.IsEmpty || earlier.Program == "export")
                && (ValueOf(earlier.Words, name) ?? ValueOf(earlier.Assignments, name)) is { } exported)
            {
                return exported;
            }
        }

        return Instruction.Variables[name];
    }

    private static string? ValueOf(ImmutableArray<ShellWord> words, string name)
    {
        foreach (var word in words)
        {
            if (word.Text.Length > name.Length && word.Text[name.Length] == '=' && word.Text.StartsWith(name, StringComparison.Ordinal))
            {
                return word.Text[(name.Length + 1)..];
            }
        }

        return null;
    }
}
