using System.Buffers.Binary;
using System.Numerics;

namespace Tare.Conda.Repodata.Caching;

/// <summary>
/// MD5 (RFC 1321) of short texts, for the names that conda gives to files; no protection rests on it. The framework's starts OpenSSL,
/// which takes longer than all else that a second start does with a list.
/// </summary>
internal static class Md5Name
{
    private static readonly uint[] Sines = [.. Enumerable.Range(1, 64).Select(i => (uint)(long)(Math.Abs(Math.Sin(i)) * 4294967296.0))];

    private static ReadOnlySpan<byte> Turns => [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

    /// <summary>32 lower-case hex digits.</summary>
    public static string Of(ReadOnlySpan<byte> text)
    {
        var padded = new byte[(text.Length + 8) / 64 * 64 + 64];
        text.CopyTo(padded);
        padded[text.Length] = 0x80;
        BinaryPrimitives.WriteUInt64LittleEndian(padded.AsSpan(padded.Length - 8), (ulong)text.Length * 8);
        Span<uint> state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
        for (var at = 0; at < padded.Length; at += 64)
        {
            Mix(padded.AsSpan(at, 64), state);
        }

        var digest = new byte[16];
        for (var i = 0; i < 4; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(digest.AsSpan(i * 4), state[i]);
        }

        return Convert.ToHexStringLower(digest);
    }

    private static void Mix(ReadOnlySpan<byte> block, Span<uint> state)
    {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        for (var i = 0; i < 64; i++)
        {
            var (mixed, word) = (i / 16) switch
            {
                0 => ((b & c) | (~b & d), i),
                1 => ((d & b) | (~d & c), (5 * i) + 1),
                2 => (b ^ c ^ d, (3 * i) + 5),
                _ => (c ^ (b | ~d), 7 * i),
            };
            var sum = a + mixed + Sines[i] + BinaryPrimitives.ReadUInt32LittleEndian(block[(word % 16 * 4)..]);
            (a, d, c, b) = (d, c, b, b + BitOperations.RotateLeft(sum, Turns[(i / 16 * 4) + (i % 4)]));
        }

        (state[0], state[1], state[2], state[3]) = (state[0] + a, state[1] + b, state[2] + c, state[3] + d);
    }
}
