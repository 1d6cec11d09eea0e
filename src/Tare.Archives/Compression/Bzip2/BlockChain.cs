namespace Tare.Archives.Compression.Bzip2;

/// <summary>How far the chain of one block has been followed.</summary>
internal sealed class BlockChain(Bzip2BlockReader block, byte[] output)
{
    /// <summary>Where in the memory the block's first number is.</summary>
    internal int Start => block.Start;

    /// <summary>Where the bytes go.</summary>
    internal byte[] Output => output;

    /// <summary>Bytes of the block.</summary>
    internal int Length => block.Length;

    /// <summary>The index of the next step.</summary>
    internal int Link { get; set; } = (int)(block.Chain[block.Origin] >> 8);

    /// <summary>Bytes written.</summary>
    internal int Position { get; set; }
}
