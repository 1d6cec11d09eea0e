namespace Tare.Images.Slimming.Merging;

/// <summary>Which neighbouring layers become one. Every layer is in exactly one group, most of them alone.</summary>
internal sealed class LayerGroups
{
    private readonly int[] _first;
    private readonly int[] _last;

    private LayerGroups(int layers)
    {
        _first = [.. Enumerable.Range(0, layers)];
        _last = [.. _first];
    }

    /// <summary>Every layer by itself.</summary>
    internal static LayerGroups Alone(int layers) => new(layers);

    /// <summary>The runs given become groups; they do not overlap.</summary>
    internal static LayerGroups Of(int layers, IEnumerable<(int First, int Last)> runs)
    {
        var groups = new LayerGroups(layers);
        foreach (var (first, last) in runs)
        {
            groups._first.AsSpan(first, last - first + 1).Fill(first);
            groups._last.AsSpan(first, last - first + 1).Fill(last);
        }

        return groups;
    }

    /// <summary>The highest layer of the group that a layer is in; the merged layer takes its place.</summary>
    internal int Last(int layer) => _last[layer];

    /// <summary>The layer has company.</summary>
    internal bool IsMerged(int layer) => _first[layer] != _last[layer];
}
