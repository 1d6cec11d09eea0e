using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Tare.Archives.Compression.Deflate;

/// <summary>
/// Finds stretches that deflate cannot shrink: archives, pictures, keys. Their bytes are all about equally frequent and nothing in
/// them repeats. An estimate, made of integers only, so that it is the same everywhere; one instance serves one block at a time.
/// </summary>
internal sealed class DenseData
{
    /// <summary>Bytes that are judged together.</summary>
    internal const int PieceLength = 8192;

    private const int SampleLength = 1024;
    private const int TableBits = 13;
    private const int MostRepeats = 8;
    private const int Window = 1 << 15;
    private static readonly Vector256<byte> SampleMask = Vector256.Create((byte)7);
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

    // Which places are looked at depends on what stands there, so that both ends of a repetition are: every eighth is.
    private bool Repeats(ReadOnlySpan<byte> block, int start)
    {
        var found = 0;
        for (var row = start; row < start + PieceLength; row += Vector256<byte>.Count)
        {
            var bytes = Vector256.Create(block[row..]);
            for (var sampled = Vector256.Equals(bytes & SampleMask, default).ExtractMostSignificantBits(); sampled != 0; sampled &= sampled - 1)
            {
                var at = row + BitOperations.TrailingZeroCount(sampled);
                if (at + sizeof(uint) <= start + PieceLength && HasStoodBefore(block, at) && ++found > MostRepeats)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool HasStoodBefore(ReadOnlySpan<byte> block, int at)
    {
        var word = BinaryPrimitives.ReadUInt32LittleEndian(block[at..]);
        ref var place = ref _places[(word * 0x9E3779B1u) >> (32 - TableBits)];
        var before = place;
        place = at;
        return before >= 0 && at - before < Window && BinaryPrimitives.ReadUInt32LittleEndian(block[before..]) == word;
    }
}
