using Tare.Images.Slimming.Merging;

namespace Tare.Images.Slimming;

/// <summary>What becomes of one layer.</summary>
public sealed class LayerPlan
{
    private readonly EntryStep[] _steps;

    internal LayerPlan(int entries) => _steps = new EntryStep[entries];

    /// <summary>What becomes of the layer as a whole.</summary>
    public LayerAction Action { get; internal set; }

    /// <summary>The index of the layer that takes up what is left of this one, or null.</summary>
    public int? MergedInto { get; internal set; }

    /// <summary>Bytes of data that leave the layer.</summary>
    public long RemovedBytes { get; internal set; }

    /// <summary>Entries that leave the layer.</summary>
    public int RemovedEntries { get; internal set; }

    /// <summary>For a promoted, retargeted, linked or folded entry: the entry, through all layers, that gives data, name or attributes.</summary>
    internal Dictionary<int, int> Sources { get; } = [];

    /// <summary>The entries that others of the layer become links to.</summary>
    internal HashSet<int> LinkHolders { get; } = [];

    /// <summary>The whiteouts of a layer that takes up others; they replace those of all of them.</summary>
    internal IReadOnlyList<LayerMark> Marks { get; set; } = [];

    /// <summary>Data of this layer goes into another.</summary>
    internal bool SetsAside => Array.IndexOf(_steps, EntryStep.SetAside) >= 0;

    internal EntryStep this[int entry] => _steps[entry];

    internal void Set(int entry, EntryStep step, int source = -1)
    {
        _steps[entry] = step;
        if (source >= 0)
        {
            Sources[entry] = source;
        }
    }
}
