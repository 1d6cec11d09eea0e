namespace Tare.Fuzz;

/// <summary>Makes new inputs out of those that are known: flips, overwrites, cuts, repeats, splices, and numbers that matter.</summary>
internal sealed class Mutator(Random random, int largest)
{
    private static readonly long[] Interesting =
        [0, 1, -1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MinValue];

    internal byte[] Mutate(IReadOnlyList<byte[]> corpus)
    {
        var bytes = new List<byte>(Pick(corpus));
        for (var steps = 1 << random.Next(5); steps > 0; steps--)
        {
            Step(bytes, corpus);
        }

        return bytes.Count > largest ? [.. bytes.Take(largest)] : [.. bytes];
    }

    private void Step(List<byte> bytes, IReadOnlyList<byte[]> corpus)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1 << random.Next(10)), bytes.Count - at);
        switch (random.Next(8))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 4:
                Overwrite(bytes, at, Number());
                break;
            case 5:
                var other = Pick(corpus);
                var from = random.Next(other.Length + 1);
                bytes.InsertRange(at, other.Skip(from).Take(random.Next(512)));
                break;
            case 6:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                Overwrite(bytes, at, System.Text.Encoding.ASCII.GetBytes(Convert.ToString(Interesting[random.Next(Interesting.Length)], random.Next(2) == 0 ? 8 : 10)));
                break;
        }
    }

    private byte[] Number()
    {
        var bytes = BitConverter.GetBytes(Interesting[random.Next(Interesting.Length)])[..(1 << random.Next(4))];
        if (random.Next(2) == 0)
        {
            Array.Reverse(bytes);
        }

        return bytes;
    }

    private byte[] Pick(IReadOnlyList<byte[]> corpus) => corpus[random.Next(corpus.Count)];

    private static void Overwrite(List<byte> bytes, int at, ReadOnlySpan<byte> value)
    {
        for (var i = 0; i < value.Length && at + i < bytes.Count; i++)
        {
            bytes[at + i] = value[i];
        }
    }
}
