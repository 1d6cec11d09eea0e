using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Shell;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Rules.Bytes;

/// <summary>Cleans in a RUN of its own what an earlier layer already holds.</summary>
internal sealed class TD1002CleanInALaterRun() : DockerfileRule("TD1002", Severity.Warning, "a clean in a later RUN frees nothing")
{
    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var run in file.ShippedRuns)
        {
            if (InstallBefore(file, run) is { } install)
            {
                var line = file.Source.PositionOf(install.Instruction.Syntax.KeywordSpan.Start).Line;
                yield return At(
                    run.Script.Commands.First(CacheCleanup.Cleans).Span,
                    $"this hides the package cache that the RUN of line {line} wrote, but its layer still carries the bytes",
                    CacheCleanup.CacheIsNeededLater(file, install) ? null : Join(file, install, run) ?? Repeat(install));
            }
        }
    }

    /// <summary>The install whose caches a RUN cleans too late, or null.</summary>
    internal static RunStep? InstallBefore(LintFile file, RunStep clean) =>
        !clean.Cleans || clean.Installs
            ? null
            : file.ShippedRuns.TakeWhile(r => r != clean)
                .LastOrDefault(r => r.Installs && !r.Cleans
                    && !CacheCleanup.CacheIsOutsideTheLayer(r, r.Conda[0].Command));

    private static Fix? Repeat(RunStep install) => CleanEdits.Behind(install, Installs(install)) is { } edits
        ? new Fix("clean in the RUN that installs", edits)
        : null;

    /// <summary>Moves the whole RUN behind the one that installs, where all it does is to clean and nothing that counts stands between.</summary>
    private static Fix? Join(LintFile file, RunStep install, RunStep clean)
    {
        var elements = file.Syntax.Elements;
        var from = IndexOf(elements, install.Instruction.Syntax);
        var to = IndexOf(elements, clean.Instruction.Syntax);
        var between = elements.Skip(from + 1).Take(to - from - 1).OfType<Instruction>();
        if (from < 0 || clean.Instruction.Syntax.Flags.Count > 0 || between.Any(i => i.Keyword is "USER" or "SHELL" or "FROM" or "RUN")
            || !clean.Script.Commands.All(c => IsPlainClean(c) && IsTheSameTool(install, c)))
        {
            return null;
        }

        var script = string.Join(" && ", clean.Script.Commands.Select(c => file.Source.Slice(c.Span).ToString()));
        return !script.Contains('\n', StringComparison.Ordinal) && CleanEdits.ReachesTheEnd(install, Installs(install)[^1]) && ScriptEdits.Append(install, script) is { } edit
            ? new Fix("move the clean into the RUN that installs", [edit, TextEdit.Delete(clean.Instruction.Syntax.Span)])
            : null;
    }

    private static CondaInvocation[] Installs(RunStep run) => [.. run.Conda.Where(c => c.Installs)];

    // One that may fail, or may not run, would be another in a RUN that installs.
    private static bool IsPlainClean(SimpleCommand command) =>
        CacheCleanup.Cleans(command) && command is { IsConditional: false, Depth: 0, Before: ShellOperator.None or ShellOperator.And };

    // Another name for it, or a path that a variable or the working directory decides, may mean nothing yet in the RUN that installs.
    private static bool IsTheSameTool(RunStep install, SimpleCommand clean) => CondaInvocationReader.Read(clean) is { } call
        ? install.Conda.Any(c => c.Installs && c.Program.Text == call.Program.Text)
        : clean.Words.All(w => w.IsLiteral || w.Text is ['/', ..]) && clean.Words.Any(w => w.Text is ['/', ..]);

    private static int IndexOf(IReadOnlyList<Element> elements, Element element)
    {
        for (var i = 0; i < elements.Count; i++)
        {
            if (ReferenceEquals(elements[i], element))
            {
                return i;
            }
        }

        return -1;
    }
}
