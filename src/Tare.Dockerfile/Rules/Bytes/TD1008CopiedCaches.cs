using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Parsing;
using Tare.Dockerfile.Stages;

namespace Tare.Dockerfile.Rules.Bytes;

/// <summary>Copies a cache into the image, or a conda root whose caches were never cleaned.</summary>
internal sealed class TD1008CopiedCaches() : DockerfileRule("TD1008", Severity.Warning, "do not copy caches into the image")
{
    private static readonly string[] CacheNames = [".cache", "__pycache__", ".git", "pkgs", ".mypy_cache", ".pytest_cache", "node_modules"];

    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var stage in file.ShippedStages)
        {
            foreach (var copy in stage.Instructions.Where(i => i.Keyword is "COPY" or "ADD"))
            {
                var paths = copy.Paths;
                var cache = paths.Sources.FirstOrDefault(s => CacheNames.Contains(s.TrimEnd('/', '*').Split('/')[^1]));
                if (cache is not null)
                {
                    yield return At(copy.Syntax.LineSpan, $"`{cache}` is a cache; it only makes the image larger");
                }
                else if (copy.Syntax.Flag("from") is { } from && UncleanStage(file, from) is { } line && paths.Sources.Any(IsCondaRoot))
                {
                    yield return At(copy.Syntax.LineSpan, $"this copies the package cache too, which the RUN of line {line} never cleaned");
                }
            }
        }
    }

    private static int? UncleanStage(LintFile file, string from)
    {
        var stage = file.Stages.FirstOrDefault(s => s.Name == from || s.Index.ToString(System.Globalization.CultureInfo.InvariantCulture) == from);
        var install = file.Runs.LastOrDefault(r => stage is not null && stage.Chain.Contains(r.Stage) && r.Installs);
        var cleaned = file.Runs.SkipWhile(r => r != install).Any(r => r.Cleans);
        return install is null || cleaned || CacheCleanup.CacheIsOutsideTheLayer(install, install.Conda[0].Command)
            ? null
            : file.Source.PositionOf(install.Instruction.Syntax.KeywordSpan.Start).Line;
    }

    private static bool IsCondaRoot(string path)
    {
        var last = path.TrimEnd('/').Split('/')[^1];
        return path.TrimEnd('/') is "" or "/opt" || last is "conda" or "miniconda" or "miniconda3" or "miniforge3" or "mambaforge" or "anaconda3" or "micromamba";
    }
}
