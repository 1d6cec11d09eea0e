namespace Tare.Archives.Compression.Bzip2;

/// <summary>
/// The inverse of the Burrows-Wheeler transform. Following the chain waits for memory at each step, so two blocks are followed at
/// once where two are at hand: the waits overlap.
/// </summary>
internal static class InverseTransform
{
    /// <summary>Turns the bytes in the chain's low bits into a chain of successors.</summary>
    internal static void Build(Bzip2BlockReader block)
    {
        var chain = block.Chain.AsSpan(0, block.Length);
        Span<uint> next = stackalloc uint[256];
        next.Clear();
        foreach (var value in chain)
        {
            next[(byte)value]++;
        }

        var sum = 0u;
        for (var i = 0; i < 256; i++)
        {
            (next[i], sum) = (sum, sum + next[i]);
        }

        for (var i = 0; i < chain.Length; i++)
        {
            ref var place = ref next[(byte)chain[i]];
            chain[(int)place] |= (uint)i << 8;
            place++;
        }
    }

    /// <summary>Follows one chain.</summary>
    internal static void Follow(Bzip2BlockReader block, Span<byte> output)
    {
        var chain = block.Chain;
        var link = chain[block.Origin] >> 8;
        foreach (ref var value in output[..block.Length])
        {
            var step = chain[link];
            value = (byte)step;
            link = step >> 8;
        }
    }

    /// <summary>Follows two chains, the longer one alone at its end.</summary>
    internal static void Follow(Bzip2BlockReader first, Span<byte> firstOutput, Bzip2BlockReader second, Span<byte> secondOutput)
    {
        var (firstChain, secondChain) = (first.Chain, second.Chain);
        var firstLink = firstChain[first.Origin] >> 8;
        var secondLink = secondChain[second.Origin] >> 8;
        var common = Math.Min(first.Length, second.Length);
        var firstPart = firstOutput[..common];
        var secondPart = secondOutput[..common];
        for (var i = 0; i < firstPart.Length && i < secondPart.Length; i++)
        {
            var firstStep = firstChain[firstLink];
            var secondStep = secondChain[secondLink];
            firstPart[i] = (byte)firstStep;
            secondPart[i] = (byte)secondStep;
            firstLink = firstStep >> 8;
            secondLink = secondStep >> 8;
        }

        Finish(firstChain, firstLink, firstOutput[common..first.Length]);
        Finish(secondChain, secondLink, secondOutput[common..second.Length]);
    }

    private static void Finish(uint[] chain, uint link, Span<byte> output)
    {
        foreach (ref var value in output)
        {
            var step = chain[link];
            value = (byte)step;
            link = step >> 8;
        }
    }
}
