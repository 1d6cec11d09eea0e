using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Rules.Breaks;

/// <summary>Builds on images that are no longer the maintained ones.</summary>
internal sealed class TD2006DeprecatedBase() : DockerfileRule("TD2006", Severity.Info, "build on a base image that is maintained")
{
    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var stage in file.Stages.Where(s => s.Parent is null))
        {
            var name = KnownImages.Repository(stage.Base);
            if (name.StartsWith("continuumio/", StringComparison.Ordinal))
            {
                var instead = name.Contains("anaconda", StringComparison.Ordinal) ? "is a small root without them" : "is the same without them";
                yield return At(stage.From.LineSpan, $"`{name}` is deprecated and set to `defaults`; `condaforge/miniforge3` {instead}");
            }
            else if (name.StartsWith("condaforge/mambaforge", StringComparison.Ordinal))
            {
                yield return At(stage.From.LineSpan, $"`{name}` has ended; `condaforge/miniforge3` has mamba too");
            }
        }
    }
}
