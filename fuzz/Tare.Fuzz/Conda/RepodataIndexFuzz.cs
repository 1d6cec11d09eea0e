using System.Buffers.Binary;
using Tare.Conda.Repodata;
using Tare.Conda.Repodata.Indexing;

namespace Tare.Fuzz.Conda;

/// <summary>Indexes of package lists in the cache: whatever is there is refused or is one.</summary>
internal static class RepodataIndexFuzz
{
    internal static readonly FuzzTarget Target = new("repodata-index", Run, () => [Sample(), []]);

    private static byte[] Sample()
    {
        using var list = ChannelRepodata.Parse("""{"packages":{"a-1-0.tar.bz2":{"name":"a","version":"1","build":"0","build_number":0,"depends":["b"]}}}"""u8.ToArray(), new RepodataLocation("fuzz", "https://conda.example/fuzz", "linux-64"));
        return list.Index.Bytes.ToArray();
    }

    // As it is, and with a sum that fits, so that what lies behind the sum is met too.
    private static void Run(ReadOnlySpan<byte> input)
    {
        RepodataIndex.TryOpen(new IndexBytes(input.ToArray()))?.Dispose();
        if (input.Length < IndexLayout.TextsAt)
        {
            return;
        }

        var summed = input.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(summed.AsSpan(IndexLayout.TotalAt), summed.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(summed.AsSpan(IndexLayout.SumAt), Utf8Hash.Sum(summed.AsSpan(IndexLayout.TotalAt)));
        RepodataIndex.TryOpen(new IndexBytes(summed))?.Dispose();
    }
}
