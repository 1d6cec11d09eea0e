namespace Tare.Images.Slimming;

/// <summary>What becomes of a layer.</summary>
public enum LayerAction
{
    /// <summary>It stays, to the byte.</summary>
    Keep,

    /// <summary>It is written again without some of its entries.</summary>
    Rewrite,

    /// <summary>What is left of it goes into a layer above, see <see cref="LayerPlan.MergedInto"/>.</summary>
    Merge,

    /// <summary>Nothing of it is left.</summary>
    Drop,
}
