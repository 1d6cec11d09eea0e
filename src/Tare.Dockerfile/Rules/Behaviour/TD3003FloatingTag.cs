using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Stages;

namespace Tare.Dockerfile.Rules.Behaviour;

/// <summary>Builds on whatever the tag means on that day.</summary>
internal sealed class TD3003FloatingTag() : DockerfileRule("TD3003", Severity.Warning, "name the version of the base image")
{
    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var stage in file.Stages.Where(IsExternal))
        {
            if (KnownImages.Tag(stage.Base) is "" or "latest" && !stage.Base.Contains('@', StringComparison.Ordinal))
            {
                yield return At(stage.From.LineSpan, $"`{stage.Base}` is another image every few weeks; name a version");
            }
        }
    }

    internal static bool IsExternal(Stage stage) =>
        stage.Parent is null && stage.Base is not ("scratch" or "") && !stage.Base.Contains('$', StringComparison.Ordinal)
        && !stage.Base.Contains('{', StringComparison.Ordinal);
}
