using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Rules.Bytes;

/// <summary>
/// Cleans without <c>-f</c>: every package with a hard-linked file stays in the cache. Links share their bytes with the
/// environment, but packages linked inside themselves and files that were rewritten on install do not.
/// </summary>
internal sealed class TD1004CleanTheLinkedCache() : DockerfileRule("TD1004", Severity.Info, "clean with -f, or linked packages stay")
{
    public override IReadOnlyList<string> Waste => ["conda-archives", "conda-packages", "conda-index", "conda-logs", "conda-temp"];

    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var run in file.ShippedRuns.Where(r => r.Cleans && r.Installs && !r.Script.Commands.Any(CacheCleanup.CleansWholly)))
        {
            foreach (var clean in run.Conda.Where(c => c.Cleans && CacheCleanup.Cleans(c.Command) && c.Tool == "conda" && !CacheCleanup.CacheIsOutsideTheLayer(run, c.Command)))
            {
                yield return At(
                    clean.Command.Span,
                    "`conda clean` without `-f` keeps every package that has a hard-linked file",
                    CacheCleanup.CacheIsNeededLater(file, run) ? null : FixFor(clean));
            }
        }
    }

    private static Fix? FixFor(CondaInvocation clean)
    {
        var word = clean.Arguments.LastOrDefault(a => a.Text is ['-', not '-', ..] && a.IsLiteral && !a.IsQuoted)
            ?? clean.Arguments.LastOrDefault(a => a.Text is ['-', '-', ..]);
        if (word is null)
        {
            return null;
        }

        var isBundle = word.Text is ['-', not '-', ..];
        var at = isBundle ? word.Span.Start + Math.Max(word.Text.IndexOf('a', StringComparison.Ordinal), 0) + 1 : word.Span.End;
        return new Fix("clean the whole package cache with `-f`", [TextEdit.Insert(at, isBundle ? "f" : " -f")]);
    }
}
