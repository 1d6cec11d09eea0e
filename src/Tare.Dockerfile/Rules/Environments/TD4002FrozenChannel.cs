using Tare.Dockerfile.Conda;
using Tare.Dockerfile.EnvironmentFiles;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Rules.Environments;

/// <summary>Takes packages from a channel that gets nothing new.</summary>
internal sealed class TD4002FrozenChannel() : EnvironmentRule("TD4002", Severity.Warning, "leave channels that get nothing new")
{
    public override IEnumerable<Finding> Check(EnvironmentText file)
    {
        foreach (var channel in file.Channels)
        {
            if (FrozenChannels.Reason(channel.Text) is { } reason)
            {
                yield return At(channel.Span, reason, FixFor(file, channel));
            }
        }

        foreach (var spec in file.Dependencies)
        {
            if (SpecText.Read(spec.Text).Channel is { } channel && FrozenChannels.Reason(channel) is { } reason)
            {
                var bare = spec.Text[(spec.Text.IndexOf("::", StringComparison.Ordinal) + 2)..];
                yield return At(spec.Span, reason, EnvironmentEdits.Replace(file.Source, spec, bare) is { } edit
                    ? new Fix($"take `{bare}` from the channels of the file", [edit], IsSafe: false)
                    : null);
            }
        }
    }

    private static Fix? FixFor(EnvironmentText file, EnvironmentItem channel)
    {
        var edit = file.Channels.Any(c => c.Text == "conda-forge")
            ? EnvironmentEdits.DeleteLine(file.Source, channel.Span)
            : EnvironmentEdits.Replace(file.Source, channel, "conda-forge");
        return edit is null ? null : new Fix("take conda-forge", [edit], IsSafe: false);
    }
}
