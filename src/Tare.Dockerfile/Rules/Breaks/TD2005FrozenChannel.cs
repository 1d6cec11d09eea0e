using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Rules.Breaks;

/// <summary>Installs from a channel that gets nothing new.</summary>
internal sealed class TD2005FrozenChannel() : DockerfileRule("TD2005", Severity.Warning, "leave channels that get nothing new")
{
    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var call in file.Runs.SelectMany(r => r.Conda).Where(c => c.Installs))
        {
            foreach (var channel in call.Channels)
            {
                if (FrozenChannels.Reason(channel.Text) is { } reason)
                {
                    yield return At(channel.Span, reason, channel.Span.Length == channel.Text.Length
                        ? new Fix("take conda-forge", [new TextEdit(channel.Span, "conda-forge")], IsSafe: false)
                        : null);
                }
            }

            foreach (var spec in call.Specs)
            {
                if (SpecText.Read(spec.Text).Channel is { } name && FrozenChannels.Reason(name) is { } reason)
                {
                    yield return At(spec.Span, reason);
                }
            }
        }
    }
}
