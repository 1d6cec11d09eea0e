using Tare.Archives.Compression;

namespace Tare.Images.Building;

/// <summary>What a package's layer depends on beside the package and its place.</summary>
public sealed record LayerOptions
{
    /// <summary>gzip or zstd.</summary>
    public CompressionFormat Compression { get; init; } = CompressionFormat.Gzip;

    /// <summary>What is left out of packages.</summary>
    public IReadOnlyList<TrimRule> Trim { get; init; } = [];

    /// <summary>The media type of the layers.</summary>
    internal string MediaType => Compression switch
    {
        CompressionFormat.Zstandard => Oci.MediaTypes.OciLayerZstd,
        CompressionFormat.None => Oci.MediaTypes.OciLayer,
        _ => Oci.MediaTypes.OciLayerGzip,
    };

    /// <summary>The rule that leaves a path out, or null.</summary>
    internal TrimRule? RuleFor(string path) => Trim.FirstOrDefault(r => r.Matches(path));
}
