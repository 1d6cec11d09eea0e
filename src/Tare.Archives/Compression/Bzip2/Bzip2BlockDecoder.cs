using Tare.Primitives.Memory;

namespace Tare.Archives.Compression.Bzip2;

/// <summary>Decodes one block after another. Holds the working memory of one thread.</summary>
internal sealed class Bzip2BlockDecoder : IDisposable
{
    private readonly LargeMemory<uint> _memory = new(Bzip2BlockReader.LargestBlock);
    private readonly InverseTransform _transform = new();

    internal Bzip2BlockDecoder() => Block = new Bzip2BlockReader(_memory);

    /// <summary>The block read last.</summary>
    internal Bzip2BlockReader Block { get; }

    /// <summary>Reads a block's symbols.</summary>
    internal Bzip2Outcome Read(ReadOnlySpan<byte> data, int bitOffset) => Block.Read(data, bitOffset);

    /// <summary>Gives the bytes of the block read last, of which there is at least one; its runs are still folded.</summary>
    internal void Invert(Span<byte> output)
    {
        _transform.Invert(Block.Chain[..Block.Length], Block.Origin, output);
        if (Block.IsRandomised)
        {
            Bzip2Randomisation.Undo(output);
        }
    }

    public void Dispose() => _memory.Dispose();
}
