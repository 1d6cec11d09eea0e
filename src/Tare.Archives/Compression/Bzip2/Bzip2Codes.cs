namespace Tare.Archives.Compression.Bzip2;

/// <summary>One of a block's up to six prefix codes: a table for codes of up to ten bits, canonical limits for longer ones.</summary>
internal sealed class Bzip2Codes
{
    internal const int LongestCode = 20;
    internal const int TableBits = 10;
    private readonly uint[] _limits = new uint[LongestCode + 2];
    private readonly int[] _offsets = new int[LongestCode + 2];
    private readonly ushort[] _symbols = new ushort[258];

    /// <summary>By the next ten bits: symbol times 32 plus the code's length, or 0 where the code is longer.</summary>
    internal ushort[] Table { get; } = new ushort[1 << TableBits];

    /// <summary>Builds the code from the length of each symbol; false when lengths are impossible.</summary>
    internal bool TryBuild(ReadOnlySpan<byte> lengths)
    {
        Span<int> counts = stackalloc int[LongestCode + 2];
        foreach (var length in lengths)
        {
            counts[length]++;
        }

        Array.Clear(Table);
        var code = 0u;
        var index = 0;
        for (var length = 1; length <= LongestCode; length++)
        {
            _offsets[length] = index - (int)code;
            for (var symbol = 0; counts[length] > 0 && symbol < lengths.Length; symbol++)
            {
                if (lengths[symbol] == length)
                {
                    _symbols[index++] = (ushort)symbol;
                }
            }

            if (code + (uint)counts[length] > 1u << length)
            {
                return false;
            }

            if (length <= TableBits)
            {
                FillTable(code, counts[length], length);
            }

            code += (uint)counts[length];
            _limits[length] = code << (LongestCode - length);
            code <<= 1;
        }

        return true;
    }

    /// <summary>Decodes a code of more than ten bits from the next twenty: symbol times 32 plus length, or 0 where there is none.</summary>
    internal int DecodeLong(uint bits)
    {
        for (var length = TableBits + 1; length <= LongestCode; length++)
        {
            if (bits < _limits[length])
            {
                var index = _offsets[length] + (int)(bits >> (LongestCode - length));
                return index < 0 ? 0 : (_symbols[index] << 5) | length;
            }
        }

        return 0;
    }

    private void FillTable(uint code, int count, int length)
    {
        var copies = 1 << (TableBits - length);
        for (var i = 0; i < count; i++)
        {
            var symbol = _symbols[(int)code + i + _offsets[length]];
            Table.AsSpan((int)(code + i) * copies, copies).Fill((ushort)((symbol << 5) | length));
        }
    }
}
