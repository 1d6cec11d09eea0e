namespace Tare.Archives.Compression.Bzip2;

/// <summary>The links from one mark up to the next one met.</summary>
internal struct ChainStretch
{
    /// <summary>The index of its first link, which is marked.</summary>
    internal int Start { get; init; }

    /// <summary>The index of the mark that ends it, where another stretch, or itself, starts.</summary>
    internal int End { get; set; }

    /// <summary>Where its bytes are in the walkers' memory.</summary>
    internal Range Bytes { get; set; }
}
