namespace Tare.Archives.Compression.Bzip2;

/// <summary>
/// The inverse of the Burrows-Wheeler transform. Following the chain waits for memory at each step, so several blocks are followed at
/// once where they are at hand: the waits overlap.
/// </summary>
internal static class InverseTransform
{
    /// <summary>Turns the bytes in the chain's low bits into a chain of successors.</summary>
    internal static void Build(Bzip2BlockReader block)
    {
        var chain = block.Chain[..block.Length];
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

    /// <summary>Follows chains to their ends, all at once as long as they last.</summary>
    internal static void Follow(Span<uint> memory, List<BlockChain> chains)
    {
        chains.RemoveAll(c => c.Length == 0);
        while (chains.Count > 0)
        {
            FollowTogether(memory, chains, chains.Min(c => c.Length - c.Position));
            chains.RemoveAll(c => c.Position == c.Length);
        }
    }

    // Each round takes one step of every chain; no step of a round depends on another, so their loads are under way together.
    private static void FollowTogether(Span<uint> memory, List<BlockChain> chains, int count)
    {
        var starts = chains.Select(c => c.Start).ToArray();
        var outputs = chains.Select(c => c.Output).ToArray();
        var positions = chains.Select(c => c.Position).ToArray();
        var links = chains.Select(c => c.Link).ToArray();
        for (var i = 0; i < count; i++)
        {
            for (var chain = 0; chain < links.Length; chain++)
            {
                var step = memory[starts[chain] + links[chain]];
                outputs[chain][positions[chain] + i] = (byte)step;
                links[chain] = (int)(step >> 8);
            }
        }

        for (var chain = 0; chain < links.Length; chain++)
        {
            chains[chain].Position += count;
            chains[chain].Link = links[chain];
        }
    }
}
