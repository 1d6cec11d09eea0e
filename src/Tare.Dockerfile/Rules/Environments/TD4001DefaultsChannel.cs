using Tare.Dockerfile.Conda;
using Tare.Dockerfile.EnvironmentFiles;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Rules.Environments;

/// <summary>Names <c>defaults</c>, whose terms of service an unattended build cannot accept.</summary>
internal sealed class TD4001DefaultsChannel() : EnvironmentRule("TD4001", Severity.Warning, "no `defaults` among the channels")
{
    public override IEnumerable<Finding> Check(EnvironmentText file)
    {
        foreach (var channel in file.Channels.Where(c => AnacondaChannels.Has(c.Text)))
        {
            yield return At(
                channel.Span,
                $"`{channel.Text}` is Anaconda's channel: its terms must be accepted, or the build fails",
                FixFor(file, channel));
        }

        foreach (var spec in file.Dependencies)
        {
            if (SpecText.Read(spec.Text).Channel is { } channel && AnacondaChannels.Has(channel))
            {
                yield return At(spec.Span, $"`{channel}` is Anaconda's channel: its terms must be accepted, or the build fails");
            }
        }

        if (file.Channels.Count == 0 && file.Dependencies.Any(d => !d.Text.Contains("::", StringComparison.Ordinal)))
        {
            yield return At(file.Dependencies[0].Span, "without `channels` conda takes its configured ones, which are Anaconda's `defaults` unless somebody changed them");
        }
    }

    private static Fix? FixFor(EnvironmentText file, EnvironmentItem channel)
    {
        var hasForge = file.Channels.Any(c => c.Text == "conda-forge");
        var edit = hasForge ? EnvironmentEdits.DeleteLine(file.Source, channel.Span) : EnvironmentEdits.Replace(file.Source, channel, "conda-forge");
        return edit is null ? null : new Fix(hasForge ? $"take `{channel.Text}` out" : "take conda-forge", [edit], IsSafe: false);
    }
}
