using System.Globalization;
using Tare.Conda.Channels;
using Tare.Conda.Prefixes;
using Tare.Conda.Records;
using Tare.Conda.Solving.Planning;

namespace Tare.Conda.Installing;

/// <summary>What a change adds to <c>conda-meta/history</c>.</summary>
internal static class HistoryText
{
    internal static string Of(EnvironmentChange change, InstallOptions options, ChannelResolver resolver, DateTimeOffset now)
    {
        var packages = change.Unlink.Select(r => "-" + Line(r, resolver)).Concat(change.Link.Select(r => "+" + Line(r, resolver)));
        return History.Format(new HistoryRevision(now.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture))
        {
            Packages = [.. packages],
            Command = options.Command,
            CondaVersion = options.CondaVersion,
            UpdateSpecs = options.UpdateSpecs,
            RemoveSpecs = options.RemoveSpecs,
            NeuteredSpecs = [.. change.Neutered.Select(s => s.ToString())],
        });
    }

    private static string Line(RepoDataRecord record, ChannelResolver resolver)
    {
        var channel = resolver.Resolve(record.Channel ?? record.Url);
        var place = channel.IsUnknown ? "" : $"{channel.CanonicalName}{(record.Subdir is null ? "" : $"/{record.Subdir}")}::";
        return $"{place}{record.DistName}";
    }
}
