using System.Text;
using Tare.Conda.Repodata.Indexing;
using Tare.Conda.Versions;

namespace Tare.Conda.Solving.Candidates;

/// <summary>Finds the candidates of a name in all sources and puts them into order.</summary>
internal sealed class CandidateCatalog(IReadOnlyList<PackageSource> sources, CandidatePolicy policy)
{
    private readonly List<int> _rows = [];

    /// <summary>The candidates of a name; a name that nobody has gives none.</summary>
    public PackageDomain Load(string name)
    {
        var found = new List<Found>();
        var excluded = new List<ExcludedPackages>();
        var best = int.MaxValue;
        var sourcesUsed = 0;
        foreach (var source in sources)
        {
            _rows.Clear();
            source.Collect(name, _rows);
            if (_rows.Count == 0)
            {
                continue;
            }

            if (policy.ChannelPriority == ChannelPriority.Strict && !source.IsInstalled && source.Priority > best)
            {
                excluded.Add(new ExcludedPackages(_rows.Count, source.VersionOf(_rows[0]), $"are in {source.Channel}, which strict channel priority hides"));
                continue;
            }

            best = source.IsInstalled ? best : source.Priority;
            sourcesUsed++;
            Take(source, policy.LimitOf(name), (found, excluded));
        }

        var versions = Number(found);
        if (sourcesUsed > 1 || policy.Features.Count > 0)
        {
            DropInstalledTwins(found);
            Sort(found);
        }

        var candidates = new Candidate[found.Count];
        for (var i = 0; i < candidates.Length; i++)
        {
            candidates[i] = new Candidate(found[i].Source, found[i].Row, found[i].Version, found[i].Facts) { FeatureFit = found[i].FeatureFit, Priority = found[i].Priority };
        }

        return new PackageDomain(name, candidates, versions) { Excluded = excluded, HasFeatures = policy.Features.Count > 0 };
    }

    private void Take(PackageSource source, long limit, (List<Found> Found, List<ExcludedPackages> Excluded) into)
    {
        var tooNew = 0;
        var newest = -1;
        foreach (var row in _rows)
        {
            var facts = source.FactsOf(row);
            if (facts.Timestamp > limit && !source.IsInstalled)
            {
                newest = tooNew++ == 0 ? row : newest;
                continue;
            }

            into.Found.Add(new Found(source, row, facts));
        }

        if (tooNew > 0)
        {
            var day = DateTimeOffset.FromUnixTimeMilliseconds(limit);
            into.Excluded.Add(new ExcludedPackages(tooNew, source.VersionOf(newest), $"are newer than {day:yyyy-MM-dd}"));
        }
    }

    // Equal versions get the same number, in conda's order.
    private static DomainVersion[] Number(List<Found> found)
    {
        var byText = new Dictionary<string, int>(StringComparer.Ordinal);
        var texts = new List<DomainVersion>();
        var last = (Source: (PackageSource?)null, Number: -1, Id: -1);
        var ids = new int[found.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            var number = found[i].Source.VersionNumber(found[i].Row);
            if (number < 0 || last.Source != found[i].Source || last.Number != number)
            {
                var text = found[i].Source.VersionOf(found[i].Row);
                if (!byText.TryGetValue(text, out var id))
                {
                    byText.Add(text, id = texts.Count);
                    texts.Add(new DomainVersion(KeyOf(text), text));
                }

                last = (found[i].Source, number, id);
            }

            ids[i] = last.Id;
        }

        var order = new int[texts.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (a, b) => texts[a].Key.AsSpan().SequenceCompareTo(texts[b].Key) is var c and not 0 ? c : string.CompareOrdinal(texts[a].Text, texts[b].Text));
        var rank = new int[order.Length];
        var versions = new List<DomainVersion>(order.Length);
        foreach (var id in order)
        {
            if (versions.Count == 0 || !versions[^1].Key.AsSpan().SequenceEqual(texts[id].Key))
            {
                versions.Add(texts[id]);
            }

            rank[id] = versions.Count - 1;
        }

        for (var i = 0; i < ids.Length; i++)
        {
            found[i].Version = rank[ids[i]];
        }

        return [.. versions];
    }

    private static byte[] KeyOf(string version)
    {
        var text = Encoding.UTF8.GetBytes(version);
        var key = new byte[VersionKey.MaximumLength(text.Length)];
        return VersionKey.TryWrite(text, key, out var length, out _) ? key[..length] : [];
    }

    // An installed package that its channel still has is one candidate, not two.
    private static void DropInstalledTwins(List<Found> found)
    {
        foreach (var installed in found.Where(f => f.Source.IsInstalled).ToArray())
        {
            var record = installed.Source.RecordOf(installed.Row);
            var twin = found.Find(f => !f.Source.IsInstalled && f.Version == installed.Version && f.Facts.BuildNumber == installed.Facts.BuildNumber
                && f.Source.BuildOf(f.Row) == record.Build && IsSameChannel(f.Source.Channel, record.Channel));
            if (twin is not null)
            {
                installed.Priority = twin.Source.Priority;
                installed.Facts = twin.Facts;
                found.Remove(twin);
            }
        }
    }

    private static bool IsSameChannel(string name, string? recorded) =>
        recorded is not null && (recorded == name || recorded.TrimEnd('/').EndsWith($"/{name}", StringComparison.Ordinal));

    private void Sort(List<Found> found)
    {
        for (var i = 0; i < found.Count; i++)
        {
            found[i].Place = i;
            found[i].FeatureFit = FeatureFit(found[i]);
        }

        found.Sort(Compare);
    }

    // A build with features that the environment has comes first, one that would bring another feature last.
    private int FeatureFit(Found found)
    {
        if (found.Facts.TrackedFeatures == 0 && (found.Facts.Flags & RecordFlags.Features) == 0)
        {
            return 1;
        }

        var record = found.Source.RecordOf(found.Row);
        return policy.Features.Count > 0 && policy.Features.IsSupersetOf(record.TrackFeatures.Concat(record.Features)) ? 0 : 2;
    }

    private int Compare(Found a, Found b)
    {
        var byChannel = a.Priority.CompareTo(b.Priority);
        if (policy.ChannelPriority != ChannelPriority.Disabled && byChannel != 0)
        {
            return byChannel;
        }

        var order = (a.FeatureFit == 2 ? a.Facts.TrackedFeatures : 0).CompareTo(b.FeatureFit == 2 ? b.Facts.TrackedFeatures : 0);
        order = order != 0 ? order : b.Version.CompareTo(a.Version);
        order = order != 0 ? order : a.FeatureFit.CompareTo(b.FeatureFit);
        order = order != 0 ? order : byChannel;
        order = order != 0 ? order : b.Facts.BuildNumber.CompareTo(a.Facts.BuildNumber);
        order = order != 0 ? order : b.Facts.Timestamp.CompareTo(a.Facts.Timestamp);
        order = order != 0 ? order : b.Source.IsInstalled.CompareTo(a.Source.IsInstalled);
        return order != 0 ? order : a.Place.CompareTo(b.Place);
    }

    private sealed class Found(PackageSource source, int row, CandidateFacts facts)
    {
        public readonly PackageSource Source = source;
        public readonly int Row = row;
        public CandidateFacts Facts = facts;
        public int Version;
        public int Priority = source.Priority;
        public int Place;
        public int FeatureFit;
    }
}
