namespace Tare.Images.Inspection;

/// <summary>The same content in several inodes of the final file system.</summary>
/// <param name="Size">Bytes of one copy.</param>
/// <param name="Copies">Where they are: paths, as ids of the path table, in order.</param>
public sealed record Duplicate(long Size, IReadOnlyList<int> Copies)
{
    /// <summary>What one copy alone would save.</summary>
    public long Excess => Size * (Copies.Count - 1);
}
