namespace Tare.Conda.Prefixes;

/// <summary>What a revision did, by package.</summary>
/// <param name="Changed">Replaced packages, by name.</param>
/// <param name="Removed">Packages that went, by name.</param>
/// <param name="Added">Packages that came, by name.</param>
public sealed record RevisionChange(IReadOnlyList<ChangedPackage> Changed, IReadOnlyList<HistoryPackage> Removed, IReadOnlyList<HistoryPackage> Added)
{
    /// <summary>Pairs the lines of a revision; nothing where they are a whole state.</summary>
    public static RevisionChange Of(HistoryRevision revision)
    {
        var added = new SortedDictionary<string, HistoryPackage>(StringComparer.Ordinal);
        var removed = new SortedDictionary<string, HistoryPackage>(StringComparer.Ordinal);
        foreach (var line in revision.IsDifference ? revision.Packages : [])
        {
            var package = HistoryPackage.Parse(line[1..]);
            if (line[0] is '+' or '-')
            {
                (line[0] == '+' ? added : removed)[package.Name.ToLowerInvariant()] = package;
            }
        }

        return new RevisionChange(
            [.. removed.Where(r => added.ContainsKey(r.Key)).Select(r => new ChangedPackage(r.Value, added[r.Key]))],
            [.. removed.Where(r => !added.ContainsKey(r.Key)).Select(r => r.Value)],
            [.. added.Where(a => !removed.ContainsKey(a.Key)).Select(a => a.Value)]);
    }
}
