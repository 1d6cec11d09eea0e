using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Shell;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Rules.Bytes;

/// <summary>Calls conda in one RUN after another: each solves anew and rewrites what the one before installed.</summary>
internal sealed class TD1009SeparateRuns() : DockerfileRule("TD1009", Severity.Info, "install with conda in one RUN")
{
    public override IEnumerable<Finding> Check(LintFile file)
    {
        var instructions = file.Syntax.Instructions;
        foreach (var (first, second) in file.ShippedRuns.Zip(file.ShippedRuns.Skip(1)))
        {
            var at = IndexOf(instructions, first.Instruction.Syntax);
            if (first.Stage == second.Stage && at + 1 < instructions.Length && ReferenceEquals(instructions[at + 1], second.Instruction.Syntax)
                && Environments(first).Intersect(Environments(second), StringComparer.Ordinal).Any())
            {
                yield return At(
                    second.Instruction.Syntax.KeywordSpan,
                    "this RUN installs into the environment of the RUN before it; one RUN solves once and stores each file once",
                    Join(first, second));
            }
        }
    }

    private static IEnumerable<string> Environments(RunStep run) => run.Conda.Where(c => c.Installs).Select(c => c.Environment?.Text ?? "");

    private static Fix? Join(RunStep first, RunStep second)
    {
        var (one, two) = (first.Instruction.Syntax, second.Instruction.Syntax);
        if (one.Flags.Count + two.Flags.Count > 0 || one.Heredocs.Count + two.Heredocs.Count > 0 || one.ExecForm is not null || two.ExecForm is not null
            || first.Script.Commands.IsEmpty || second.Script.Commands.IsEmpty || !second.Script.Commands.Skip(1).All(IsBound) || EndsOpen(one.Arguments.Text.AsSpan().TrimEnd()))
        {
            return null;
        }

        var gap = TextSpan.Between(one.LineSpan.End, two.Arguments.ToSource(0));
        var newLine = one.Source.NewLine;
        return one.Source.Slice(gap).Contains('#')
            ? null
            : new Fix("join the two", [new TextEdit(gap, $" && \\{newLine}    ")], IsSafe: false);
    }

    // What runs though the command before it failed would run though the first RUN failed.
    private static bool IsBound(SimpleCommand command) =>
        command.Before is ShellOperator.And or ShellOperator.Pipe || (command.Before == ShellOperator.Sequence && (command.IsConditional || command.Depth > 0));

    private static bool EndsOpen(ReadOnlySpan<char> script) => script is [.., '&' or ';' or '|'];

    private static int IndexOf(ImmutableArray<Instruction> instructions, Instruction instruction)
    {
        for (var i = 0; i < instructions.Length; i++)
        {
            if (ReferenceEquals(instructions[i], instruction))
            {
                return i;
            }
        }

        return instructions.Length;
    }
}
