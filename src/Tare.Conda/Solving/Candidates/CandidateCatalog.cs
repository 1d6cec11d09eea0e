using System.Runtime.InteropServices;
using System.Text;
using Tare.Conda.Repodata.Indexing;
using Tare.Conda.Versions;

namespace Tare.Conda.Solving.Candidates;

/// <summary>Finds the candidates of a name in all sources and puts them into order.</summary>
internal sealed class CandidateCatalog(IReadOnlyList<PackageSource> sources, CandidatePolicy policy)
{
    private readonly List<int> _rows = [];
    private readonly List<Found> _found = [];
    private readonly Dictionary<string, int> _versions = new(StringComparer.Ordinal);

    /// <summary>The candidates of a name; a name that nobody has gives none.</summary>
    public PackageDomain Load(string name)
    {
        _found.Clear();
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
            Take(source, policy.LimitOf(name), excluded);
        }

        var versions = Number();
        if (sourcesUsed > 1 || policy.Features.Count > 0)
        {
            DropInstalledTwins();
            Sort();
        }

        var candidates = new Candidate[_found.Count];
        for (var i = 0; i < candidates.Length; i++)
        {
            var found = _found[i];
            candidates[i] = new Candidate(found.Source, found.Row, found.Version, found.Facts) { FeatureFit = found.FeatureFit, Priority = found.Priority };
        }

        return new PackageDomain(name, candidates, versions) { Excluded = excluded, HasFeatures = policy.Features.Count > 0 };
    }

    private void Take(PackageSource source, long limit, List<ExcludedPackages> excluded)
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

            _found.Add(new Found(source, row, facts));
        }

        if (tooNew > 0)
        {
            var day = DateTimeOffset.FromUnixTimeMilliseconds(limit);
            excluded.Add(new ExcludedPackages(tooNew, source.VersionOf(newest), $"are newer than {day:yyyy-MM-dd}"));
        }
    }

    // Equal versions get the same number, in conda's order.
    private DomainVersion[] Number()
    {
        _versions.Clear();
        var texts = new List<DomainVersion>();
        var last = (Source: (PackageSource?)null, Number: -1, Id: -1);
        var all = CollectionsMarshal.AsSpan(_found);
        foreach (ref var found in all)
        {
            var number = found.Source.VersionNumber(found.Row);
            if (number < 0 || last.Source != found.Source || last.Number != number)
            {
                var text = found.Source.VersionOf(found.Row);
                if (!_versions.TryGetValue(text, out var id))
                {
                    _versions.Add(text, id = texts.Count);
                    texts.Add(new DomainVersion(KeyOf(text), text));
                }

                last = (found.Source, number, id);
            }

            found.Version = last.Id;
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

        foreach (ref var found in all)
        {
            found.Version = rank[found.Version];
        }

        return [.. versions];
    }

    private static byte[] KeyOf(string version)
    {
        const int Usual = 64;
        var size = Encoding.UTF8.GetMaxByteCount(version.Length);
        var text = size <= Usual ? stackalloc byte[Usual] : new byte[size];
        text = text[..Encoding.UTF8.GetBytes(version, text)];
        var longest = VersionKey.MaximumLength(text.Length);
        var key = longest <= 4 * Usual ? stackalloc byte[4 * Usual] : new byte[longest];
        return VersionKey.TryWrite(text, key, out var length, out _) ? key[..length].ToArray() : [];
    }

    // An installed package that its channel still has is one candidate, not two.
    private void DropInstalledTwins()
    {
        for (var i = 0; i < _found.Count; i++)
        {
            var installed = _found[i];
            if (!installed.Source.IsInstalled)
            {
                continue;
            }

            var record = installed.Source.RecordOf(installed.Row);
            var twin = _found.FindIndex(f => !f.Source.IsInstalled && f.Version == installed.Version && f.Facts.BuildNumber == installed.Facts.BuildNumber
                && f.Source.BuildOf(f.Row) == record.Build && IsSameChannel(f.Source.Channel, record.Channel));
            if (twin >= 0)
            {
                _found[i] = installed with { Priority = _found[twin].Source.Priority, Facts = _found[twin].Facts };
                _found.RemoveAt(twin);
                i -= twin < i ? 1 : 0;
            }
        }
    }

    private static bool IsSameChannel(string name, string? recorded) =>
        recorded is not null && (recorded == name || recorded.TrimEnd('/').EndsWith($"/{name}", StringComparison.Ordinal));

    private void Sort()
    {
        var all = CollectionsMarshal.AsSpan(_found);
        for (var i = 0; i < all.Length; i++)
        {
            all[i].Place = i;
            all[i].FeatureFit = FeatureFit(all[i]);
        }

        all.Sort(Compare);
    }

    // A build with features that the environment has comes first, one that would bring another feature last.
    private int FeatureFit(in Found found)
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

    private record struct Found(PackageSource Source, int Row, CandidateFacts Facts)
    {
        public int Version { get; set; }

        public int Priority { get; init; } = Source.Priority;

        public int Place { get; set; }

        public int FeatureFit { get; set; }
    }
}
