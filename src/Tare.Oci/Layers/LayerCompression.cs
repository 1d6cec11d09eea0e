namespace Tare.Oci.Layers;

/// <summary>How a layer's tar is packed.</summary>
public enum LayerCompression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>gzip, one member or several.</summary>
    Gzip,

    /// <summary>Zstandard, one frame or several, skippable ones among them.</summary>
    Zstd,
}
