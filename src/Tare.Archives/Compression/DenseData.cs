using System.Buffers.Binary;

namespace Tare.Archives.Compression;

/// <summary>
/// Finds stretches that deflate cannot shrink: archives, pictures, keys. Their bytes are all about equally frequent and nothing in
/// them repeats. An estimate, made of integers only, so that it is the same everywhere; one instance serves one block at a time.
/// </summary>
internal sealed class DenseData
{
    /// <summary>Bytes that are judged together.</summary>
    internal const int PieceLength = 8192;

    private const int SampleLength = 1024;
    private const int SampledBits = 3;
    private const int TableBits = 13;
    private const int MostRepeats = 8;
    private const int Window = 1 << 15;
    private readonly int[] _counts = new int[256];
    private readonly int[] _places = new int[1 << TableBits];

    /// <summary>Begins a new block.</summary>
    internal void Reset() => Array.Fill(_places, -1);

    /// <summary>The piece of <paramref name="block"/> from <paramref name="start"/> on would stay within about one per cent of its size.</summary>
    internal bool IsDense(ReadOnlySpan<byte> block, int start)
    {
        var piece = block.Slice(start, Math.Min(PieceLength, block.Length - start));

        // Text and code show in the first few bytes already. One part in 4 leaves room for the noise of a small sample.
        return piece.Length == PieceLength && IsFlat(piece[..SampleLength], 4) && IsFlat(piece, 16) && !Repeats(block, start);
    }

    // Two bytes taken at random are equal once in 256 times in noise, and more often in all else.
    private bool IsFlat(ReadOnlySpan<byte> bytes, int tolerance)
    {
        Array.Clear(_counts);
        foreach (var value in bytes)
        {
            _counts[value]++;
        }

        var pairs = 0L;
        foreach (var count in _counts)
        {
            pairs += (long)count * (count - 1);
        }

        return pairs * 256 * tolerance <= (long)bytes.Length * (bytes.Length - 1) * (tolerance + 1);
    }

    // Which places are looked at depends on what stands there, so that both ends of a repetition are. Every eighth is.
    private bool Repeats(ReadOnlySpan<byte> block, int start)
    {
        var found = 0;
        for (var at = start; at < start + PieceLength - sizeof(uint); at++)
        {
            var word = BinaryPrimitives.ReadUInt32LittleEndian(block[at..]);
            var hash = word * 0x9E3779B1u;
            if (hash >> (32 - SampledBits) != 0)
            {
                continue;
            }

            ref var place = ref _places[(hash >> (32 - SampledBits - TableBits)) & ((1 << TableBits) - 1)];
            if (place >= 0 && at - place < Window && BinaryPrimitives.ReadUInt32LittleEndian(block[place..]) == word && ++found > MostRepeats)
            {
                return true;
            }

            place = at;
        }

        return false;
    }
}
