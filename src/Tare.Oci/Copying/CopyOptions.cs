using Tare.Oci.Layers;
using Tare.Primitives;
using Tare.Primitives.Progress;

namespace Tare.Oci.Copying;

/// <summary>What of an image is copied, and how.</summary>
public sealed record CopyOptions
{
    /// <summary>The platform; null stands for this machine's.</summary>
    public Platform? Platform { get; init; }

    /// <summary>Everything that an index lists, attestations too.</summary>
    public bool AllPlatforms { get; init; }

    /// <summary>How layers that are not compressed are packed; <see cref="LayerCompression.None"/> leaves them as they are.</summary>
    public LayerCompression Compression { get; init; } = LayerCompression.Gzip;

    /// <summary>Blobs on their way at a time.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>Counts the bytes read from the source.</summary>
    public ProgressMeter? Progress { get; init; }
}
