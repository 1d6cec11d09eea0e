using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Rules.Behaviour;

/// <summary>Names a base by its tag only, which somebody can move.</summary>
internal sealed class TD3008BaseWithoutDigest() : DockerfileRule("TD3008", Severity.Info, "fix the base image by its digest")
{
    public override IEnumerable<Finding> Check(LintFile file) =>
        from stage in file.Stages
        where TD3003FloatingTag.IsExternal(stage) && !stage.Base.Contains('@', StringComparison.Ordinal)
        select At(stage.From.LineSpan, $"the tag of `{stage.Base}` can be moved; add its digest to build the same image again");
}
