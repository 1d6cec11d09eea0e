using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Rules.Behaviour;

/// <summary>Builds on a base whose tag tells that it is old.</summary>
internal sealed class TD3009OldBase() : DockerfileRule("TD3009", Severity.Info, "take a base image that still gets repairs")
{
    public override IEnumerable<Finding> Check(LintFile file)
    {
        if (file.Settings.Today is not { } today)
        {
            yield break;
        }

        foreach (var stage in file.Stages.Where(TD3003FloatingTag.IsExternal))
        {
            if (ImageAge.DateOf(stage.Base) is { } date && today.DayNumber - date.DayNumber is var age && age > file.Settings.MaximumBaseAge)
            {
                yield return At(stage.From.LineSpan, $"`{stage.Base}` is from {date:yyyy-MM}, {age / 365.25:0.0} years ago");
            }
        }
    }
}
