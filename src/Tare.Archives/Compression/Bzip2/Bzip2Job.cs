using System.Buffers;

namespace Tare.Archives.Compression.Bzip2;

/// <summary>A stretch of compressed bytes that seems to be a block, and what became of it.</summary>
internal sealed class Bzip2Job : IDisposable
{
    private readonly byte[] _input;
    private readonly int _inputLength;
    private readonly ManualResetEventSlim _done = new();
    private int _claimed;

    internal Bzip2Job(long startBit, ReadOnlySpan<byte> input)
    {
        StartBit = startBit;
        _inputLength = input.Length;
        _input = ArrayPool<byte>.Shared.Rent(Math.Max(input.Length, 1));
        input.CopyTo(_input);
    }

    /// <summary>Where the block's mark starts in the file.</summary>
    internal long StartBit { get; }

    /// <summary>Where the block ends in the file.</summary>
    internal long EndBit { get; private set; }

    internal Bzip2Outcome Outcome { get; private set; }

    internal uint Crc { get; private set; }

    /// <summary>The block's bytes, with its first run-length coding still in place.</summary>
    internal byte[] Output { get; private set; } = [];

    internal int Length { get; private set; }

    /// <summary>True for the one thread that may decode the job.</summary>
    internal bool TryClaim() => Interlocked.Exchange(ref _claimed, 1) == 0;

    /// <summary>What becomes of the block is known.</summary>
    internal bool IsDone => _done.IsSet;

    internal void Wait() => _done.Wait();

    /// <summary>Decodes the block, after which <see cref="Wait"/> goes on.</summary>
    internal void Decode(Bzip2BlockDecoder decoder)
    {
        Outcome = decoder.Read(_input.AsSpan(0, _inputLength), (int)(StartBit & 7));
        EndBit = (StartBit & ~7L) + decoder.Block.EndBit;
        Crc = decoder.Block.Crc;
        if (Outcome == Bzip2Outcome.Decoded)
        {
            Length = decoder.Block.Length;
            Output = ArrayPool<byte>.Shared.Rent(Length);
            decoder.Invert(Output.AsSpan(0, Length));
        }

        _done.Set();
    }

    /// <summary>Gives the memory back. Only when nobody decodes it any more.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_input);
        if (Output.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(Output);
            Output = [];
        }

        _done.Dispose();
    }
}
