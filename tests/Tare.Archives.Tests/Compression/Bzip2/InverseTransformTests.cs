using CsCheck;
using Tare.Archives.Compression.Bzip2;

namespace Tare.Archives.Tests.Compression.Bzip2;

public sealed class InverseTransformTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3000, 1)]
    [InlineData(3000, 2)]
    [InlineData(3001, 2)]
    [InlineData(6000, 3)]
    [InlineData(10_000, 100)]
    [InlineData(10_001, 5000)]
    [InlineData(20_000, 20_000)]
    public void The_original_comes_back_where_it_repeats_itself_too(int length, int period)
    {
        var random = new Random(length + period);
        var once = new byte[period];
        random.NextBytes(once.AsSpan());
        byte[] original = [.. Enumerable.Range(0, length).Select(i => (byte)(once[i % period] & 7))];
        var (lastColumn, origin) = Transform(original);

        var inverted = new byte[length];
        new InverseTransform().Invert([.. lastColumn.Select(b => (uint)b)], origin, inverted);

        inverted.ShouldBe(original);
    }

    [Fact]
    public void Every_origin_of_any_bytes_ends_with_as_many_bytes_as_the_block_has()
    {
        var transform = new InverseTransform();
        var blocks = Gen.Byte.Array[1, 3000].SelectMany(column => Gen.Int[0, column.Length - 1], (column, origin) => (column, origin));
        blocks.Sample(
            block =>
            {
                uint[] chain = [.. block.column.Select(b => (uint)b)];
                uint[] followed = [.. chain];
                var inverted = new byte[chain.Length];
                transform.Invert(chain, block.origin, inverted);
                inverted.ShouldBe(FollowOneByOne(followed, block.origin));
            },
            threads: 1);
    }

    // The rotations of the original in order: what each ends with, and which of them is the original.
    private static (byte[] LastColumn, int Origin) Transform(byte[] original)
    {
        var twice = original.Concat(original).ToArray();
        var rotations = Enumerable.Range(0, original.Length).ToArray();
        Array.Sort(rotations, (a, b) => twice.AsSpan(a, original.Length).SequenceCompareTo(twice.AsSpan(b, original.Length)) is var order and not 0 ? order : a - b);
        return ([.. rotations.Select(r => twice[r + original.Length - 1])], Array.IndexOf(rotations, 0));
    }

    private static byte[] FollowOneByOne(uint[] column, int origin)
    {
        int[] successors = [.. Enumerable.Range(0, column.Length).OrderBy(i => column[i])];
        var output = new byte[column.Length];
        var at = successors[origin];
        for (var i = 0; i < output.Length; i++)
        {
            output[i] = (byte)column[at];
            at = successors[at];
        }

        return output;
    }
}
