namespace Tare.Images.Slimming;

/// <summary>What a slimming will do; nothing has been written yet.</summary>
/// <param name="Layers">For each layer of the image what becomes of it.</param>
/// <param name="Removals">The paths that go from the final file system.</param>
/// <param name="RemovedByReason">Bytes of data that go, by category or profile.</param>
public sealed record SlimPlan(IReadOnlyList<LayerPlan> Layers, RemovalSet Removals, IReadOnlyDictionary<string, long> RemovedByReason)
{
    /// <summary>Bytes of data that go.</summary>
    public long RemovedBytes => Layers.Sum(l => l.RemovedBytes);

    /// <summary>Layers of the slimmed image.</summary>
    public int RemainingLayers => Layers.Count(l => l.Action is LayerAction.Keep or LayerAction.Rewrite);

    /// <summary>There is nothing to do.</summary>
    public bool IsEmpty => Layers.All(l => l.Action == LayerAction.Keep);
}
