namespace Tare.Archives.Compression.Bzip2;

/// <summary>Walks the stretches of a chain, eight at a time, so that so many loads are under way together.</summary>
/// <param name="chain">Links, of which those that start a stretch are marked.</param>
/// <param name="stretches">Where each starts; their ends and bytes are written down.</param>
/// <param name="output">
/// Room for the block eight times: each walker writes its stretches one behind the other, and one may have to walk the whole block.
/// </param>
internal ref struct ChainWalk(ReadOnlySpan<uint> chain, Span<ChainStretch> stretches, Span<byte> output)
{
    private const int Walkers = EightIndices.Count;
    private readonly ReadOnlySpan<uint> _chain = chain;
    private readonly Span<ChainStretch> _stretches = stretches;
    private readonly Span<byte> _output = output;
    private EightIndices _current;
    private EightIndices _links;
    private EightIndices _starts;
    private EightIndices _ends;
    private int _next;

    internal void Run()
    {
        var busy = true;
        for (var walker = 0; walker < Walkers; walker++)
        {
            _ends[walker] = walker * (_output.Length / Walkers);
            busy &= TryBegin(walker);
        }

        while (busy)
        {
            AdvanceAll();
            for (var walker = 0; walker < Walkers; walker++)
            {
                if (IsAtMark(walker))
                {
                    End(walker);
                    busy &= TryBegin(walker);
                }
            }
        }

        for (var walker = 0; walker < Walkers; walker++)
        {
            if (_current[walker] >= 0)
            {
                Advance(walker);
                End(walker);
            }
        }
    }

    private readonly bool IsAtMark(int walker) => ChainLink.IsMarked(_chain[_links[walker]]);

    private bool TryBegin(int walker)
    {
        if (_next == _stretches.Length)
        {
            _current[walker] = -1;
            return false;
        }

        _current[walker] = _next;
        _links[walker] = _stretches[_next++].Start;
        _starts[walker] = _ends[walker];
        Step(walker);
        return true;
    }

    private readonly void End(int walker)
    {
        ref var stretch = ref _stretches[_current[walker]];
        stretch.End = _links[walker];
        stretch.Bytes = _starts[walker].._ends[walker];
    }

    private void Step(int walker)
    {
        var link = _chain[_links[walker]];
        _output[_ends[walker]++] = (byte)link;
        _links[walker] = ChainLink.Next(link);
    }

    private void Advance(int walker)
    {
        while (!IsAtMark(walker))
        {
            Step(walker);
        }
    }

    // Until the first of them comes to a mark. No load of a round depends on another.
    private void AdvanceAll()
    {
        var links = _chain;
        var bytes = _output;
        var (a, b, c, d) = (_links[0], _links[1], _links[2], _links[3]);
        var (e, f, g, h) = (_links[4], _links[5], _links[6], _links[7]);
        var ends = _ends;
        var round = 0;
        while (true)
        {
            var (linkA, linkB, linkC, linkD) = (links[a], links[b], links[c], links[d]);
            var (linkE, linkF, linkG, linkH) = (links[e], links[f], links[g], links[h]);
            if (ChainLink.IsMarked(linkA | linkB | linkC | linkD | linkE | linkF | linkG | linkH))
            {
                break;
            }

            bytes[ends[0] + round] = (byte)linkA;
            bytes[ends[1] + round] = (byte)linkB;
            bytes[ends[2] + round] = (byte)linkC;
            bytes[ends[3] + round] = (byte)linkD;
            bytes[ends[4] + round] = (byte)linkE;
            bytes[ends[5] + round] = (byte)linkF;
            bytes[ends[6] + round] = (byte)linkG;
            bytes[ends[7] + round] = (byte)linkH;
            (a, b, c, d) = ((int)(linkA >> ChainLink.Shift), (int)(linkB >> ChainLink.Shift), (int)(linkC >> ChainLink.Shift), (int)(linkD >> ChainLink.Shift));
            (e, f, g, h) = ((int)(linkE >> ChainLink.Shift), (int)(linkF >> ChainLink.Shift), (int)(linkG >> ChainLink.Shift), (int)(linkH >> ChainLink.Shift));
            round++;
        }

        (_links[0], _links[1], _links[2], _links[3]) = (a, b, c, d);
        (_links[4], _links[5], _links[6], _links[7]) = (e, f, g, h);
        foreach (ref var end in _ends)
        {
            end += round;
        }
    }
}
