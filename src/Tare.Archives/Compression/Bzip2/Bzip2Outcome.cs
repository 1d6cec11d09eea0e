namespace Tare.Archives.Compression.Bzip2;

/// <summary>How the reading of a block ended.</summary>
internal enum Bzip2Outcome
{
    /// <summary>The block is whole.</summary>
    Decoded,

    /// <summary>The bytes given end before the block does.</summary>
    Short,

    /// <summary>These bytes are no block.</summary>
    Invalid,
}
