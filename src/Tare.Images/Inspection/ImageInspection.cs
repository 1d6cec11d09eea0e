using Tare.Images.FileSystem;
using Tare.Oci.Images;

namespace Tare.Images.Inspection;

/// <summary>Everything that was found in an image.</summary>
public sealed record ImageInspection
{
    /// <summary>The image.</summary>
    public required Image Image { get; init; }

    /// <summary>Its file system.</summary>
    public required ImageTree Tree { get; init; }

    /// <summary>Its caches.</summary>
    public required CacheMap Caches { get; init; }

    /// <summary>Its environments.</summary>
    public required EnvironmentMap Environments { get; init; }

    /// <summary>Who owns which path.</summary>
    public required PackageOwners Owners { get; init; }

    /// <summary>Where the bytes are.</summary>
    public required ByteAccount Account { get; init; }

    /// <summary>The steps that made the layers, one for each layer.</summary>
    public required IReadOnlyList<LayerOrigin> Origins { get; init; }

    /// <summary>Large files that are there more than once, the largest excess first.</summary>
    public required IReadOnlyList<Duplicate> Duplicates { get; init; }

    /// <summary>Places with tokens and passwords.</summary>
    public required IReadOnlyList<Secret> Secrets { get; init; }

    /// <summary>Length of the layers' blobs, in bytes.</summary>
    public long CompressedBytes => Image.Layers.Sum(l => l.Descriptor.Size);

    /// <summary>Length of the layers' archives, in bytes.</summary>
    public long UncompressedBytes => Tree.Layers.Sum(l => l.ArchiveBytes);

    /// <summary>
    /// What the blobs would shrink by if the waste went: the sum of the compressed bytes that were read while each wasted file was,
    /// so it knows that archives do not compress and text does. An estimate: compressing again changes a layer by some percent.
    /// </summary>
    public long ReclaimableCompressed => Account.Cells.Where(c => c.Key.Category != WasteCategory.None).Sum(c => c.Value.Compressed);
}
