using Tare.Images.FileSystem;

namespace Tare.Images.Inspection;

/// <summary>Finds large files that are shipped more than once: a CUDA library in the base, in a conda package and in a wheel.</summary>
internal static class DuplicateFinder
{
    internal static IReadOnlyList<Duplicate> Find(ImageTree tree, ByteAccount account)
    {
        var byContent = new Dictionary<(long Size, UInt128 Fingerprint), List<int>>();
        for (var layer = 0; layer < tree.Layers.Count; layer++)
        {
            foreach (var (index, fingerprint) in tree.Layers[layer].Fingerprints)
            {
                var entry = tree.FirstEntry(layer) + index;
                if (account.CategoryOf(entry) == WasteCategory.None)
                {
                    var key = (tree.Layers[layer].Entries[index].Size, fingerprint);
                    if (!byContent.TryGetValue(key, out var copies))
                    {
                        byContent[key] = copies = [];
                    }

                    copies.Add(account.Names[entry]);
                }
            }
        }

        var order = Comparer<int>.Create(tree.Paths.Compare);
        return [.. byContent.Where(c => c.Value.Count > 1)
            .Select(c => new Duplicate(c.Key.Size, [.. c.Value.Order(order)]))
            .OrderByDescending(d => d.Excess).ThenBy(d => d.Copies[0], order)];
    }
}
