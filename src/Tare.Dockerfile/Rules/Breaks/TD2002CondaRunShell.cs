using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Stages;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Rules.Breaks;

/// <summary>Sets <c>conda run</c> as the SHELL where it has no effect, or where it swallows the output of the build.</summary>
internal sealed class TD2002CondaRunShell() : DockerfileRule("TD2002", Severity.Warning, "SHELL with `conda run`: before the RUNs, with --no-capture-output")
{
    private static readonly string[] Uncaptured = ["--no-capture-output", "--live-stream", "-s"];

    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var stage in file.Stages)
        {
            foreach (var instruction in stage.Instructions.Where(i => i.Keyword == "SHELL"))
            {
                var words = instruction.Syntax.ExecForm ?? [];
                var run = words.Count > 1 && CondaInvocationReader.IsTool(words[0].Text) ? words.FirstOrDefault(w => w.Text == "run") : null;
                if (run is null)
                {
                    continue;
                }

                if (!IsUsed(file, stage, instruction))
                {
                    yield return At(
                        instruction.Syntax.LineSpan,
                        "nothing behind this SHELL uses it: it holds for RUN and for CMD and ENTRYPOINT in shell form only",
                        new Fix("take this SHELL out", [TextEdit.Delete(instruction.Syntax.Span)], IsSafe: StartsProgram(file)));
                }
                else if (HoldsBack(words))
                {
                    yield return At(
                        instruction.Syntax.LineSpan,
                        "`conda run` holds all output back until each RUN has ended",
                        new Fix("add `--no-capture-output`", [TextEdit.Insert(run.Span.End, ", \"--no-capture-output\"")]));
                }
            }
        }
    }

    // mamba and micromamba pass the output on as it comes, and do not know the option.
    private static bool HoldsBack(IReadOnlyList<ExecWord> words) =>
        words[0].Text.EndsWith("conda", StringComparison.Ordinal) && !words.Any(w => Uncaptured.Contains(w.Text));

    private static bool IsUsed(LintFile file, Stage stage, StageInstruction shell)
    {
        var later = stage.Instructions.SkipWhile(i => i != shell).Skip(1)
            .Concat(file.Stages.Where(s => s != stage && s.Chain.Contains(stage)).SelectMany(s => s.Instructions));
        return later.Select(i => i.Syntax).SelectMany(i => i.Inner is { } inner ? [i, inner] : new Instruction[] { i })
            .Any(i => i.Keyword == "RUN" || (i.Keyword is "CMD" or "ENTRYPOINT" && i.ExecForm is null));
    }

    // An image without a program is for others to build on, and they inherit the SHELL.
    private static bool StartsProgram(LintFile file) => file.ShippedStages.SelectMany(s => s.Instructions).Any(i => i.Keyword is "CMD" or "ENTRYPOINT");
}
