using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;
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
            || second.Script.Commands.Length == 0)
        {
            return null;
        }

        var gap = TextSpan.Between(one.LineSpan.End, second.Script.Commands[0].Span.Start);
        var newLine = one.Source.NewLine;
        return one.Source.Slice(gap).Contains('#')
            ? null
            : new Fix("join the two", [new TextEdit(gap, $" && \\{newLine}    ")], IsSafe: false);
    }

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
