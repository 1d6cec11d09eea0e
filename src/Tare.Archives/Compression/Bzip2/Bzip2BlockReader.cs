using Tare.Primitives.Memory;

namespace Tare.Archives.Compression.Bzip2;

/// <summary>
/// Reads the compressed form of one block: header, code tables, and the symbols with move-to-front and runs undone. What remains is
/// the inverse of the Burrows-Wheeler transform, in the memory given.
/// </summary>
internal sealed class Bzip2BlockReader(LargeMemory<uint> memory)
{
    /// <summary>The longest block that level 9 makes.</summary>
    internal const int LargestBlock = 900_000;

    private const int SymbolsPerGroup = 50;
    private const int MostSelectors = 18_002;
    private readonly Bzip2Codes[] _codes = [new(), new(), new(), new(), new(), new()];
    private readonly byte[] _selectors = new byte[MostSelectors];
    private readonly byte[] _alphabetBytes = new byte[256];
    private readonly MoveToFrontList _front = new();
    private readonly byte[] _lengths = new byte[258];
    private int _alphabet;
    private int _selectorCount;

    private enum SymbolState
    {
        More,
        Ended,
        Invalid,
    }

    /// <summary>One number for each byte of the block's last column.</summary>
    internal Span<uint> Chain => memory.Span;

    /// <summary>Bytes in the block.</summary>
    internal int Length { get; private set; }

    /// <summary>The checksum that the block's header gives.</summary>
    internal uint Crc { get; private set; }

    /// <summary>The index in <see cref="Chain"/> where the original's last byte is.</summary>
    internal int Origin { get; private set; }

    /// <summary>Some bits of the block are turned over, see <see cref="Bzip2Randomisation"/>.</summary>
    internal bool IsRandomised { get; private set; }

    /// <summary>Bits from the first byte to the end of the block.</summary>
    internal long EndBit { get; private set; }

    /// <summary>Reads a block whose 48-bit mark starts at a bit of the first byte.</summary>
    internal Bzip2Outcome Read(ReadOnlySpan<byte> data, int bitOffset)
    {
        var bits = new Bzip2Bits(data, bitOffset);
        bits.Read(24);
        bits.Read(24);
        Crc = bits.Read(32);
        IsRandomised = bits.ReadBit();
        Origin = (int)bits.Read(24);
        var ok = TryReadAlphabet(ref bits) && TryReadSelectors(ref bits, out var tables) && TryReadCodes(ref bits, tables)
            && TryReadSymbols(ref bits) && Origin < Length;
        EndBit = bits.Consumed;
        return bits.IsBeyondEnd ? Bzip2Outcome.Short : ok ? Bzip2Outcome.Decoded : Bzip2Outcome.Invalid;
    }

    private bool TryReadAlphabet(ref Bzip2Bits bits)
    {
        var groups = bits.Read(16);
        var count = 0;
        for (var group = 0; group < 16; group++)
        {
            if ((groups & (0x8000 >> group)) == 0)
            {
                continue;
            }

            var used = bits.Read(16);
            for (var i = 0; i < 16; i++)
            {
                if ((used & (0x8000 >> i)) != 0)
                {
                    _alphabetBytes[count++] = (byte)((group * 16) + i);
                }
            }
        }

        _front.Fill(_alphabetBytes.AsSpan(0, count));
        _alphabet = count + 2;
        return count > 0;
    }

    private bool TryReadSelectors(ref Bzip2Bits bits, out int tables)
    {
        tables = (int)bits.Read(3);
        var count = (int)bits.Read(15);
        if (tables is < 2 or > 6 || count == 0)
        {
            return false;
        }

        Span<byte> order = [0, 1, 2, 3, 4, 5];
        for (var i = 0; i < count; i++)
        {
            var place = 0;
            while (bits.ReadBit())
            {
                if (++place >= tables)
                {
                    return false;
                }
            }

            var table = order[place];
            order[..place].CopyTo(order[1..]);
            order[0] = table;
            if (i < MostSelectors)
            {
                _selectors[i] = table;
            }
        }

        // Some encoders write more selectors than a block can use.
        _selectorCount = Math.Min(count, MostSelectors);
        return !bits.IsBeyondEnd;
    }

    private bool TryReadCodes(ref Bzip2Bits bits, int tables)
    {
        for (var table = 0; table < tables; table++)
        {
            var length = (int)bits.Read(5);
            for (var symbol = 0; symbol < _alphabet; symbol++)
            {
                while (true)
                {
                    if (length is < 1 or > Bzip2Codes.LongestCode)
                    {
                        return false;
                    }

                    if (!bits.ReadBit())
                    {
                        break;
                    }

                    length += bits.ReadBit() ? -1 : 1;
                }

                _lengths[symbol] = (byte)length;
            }

            if (!_codes[table].TryBuild(_lengths.AsSpan(0, _alphabet)))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryReadSymbols(ref Bzip2Bits outer)
    {
        // A copy stays in registers, which a reference does not.
        var bits = outer;
        var chain = Chain;
        var front = _front;
        var endOfBlock = _alphabet - 1;
        var (length, run, weight) = (0, 0, 1);
        var state = SymbolState.More;
        for (var group = 0; group < _selectorCount && state == SymbolState.More && !bits.IsBeyondEnd; group++)
        {
            var codes = _codes[_selectors[group]];
            var table = codes.Table;
            for (var i = 0; i < SymbolsPerGroup; i++)
            {
                bits.Refill();
                var next = bits.Peek20;
                int entry = table[(int)(next >> (Bzip2Codes.LongestCode - Bzip2Codes.TableBits)) & (table.Length - 1)];
                if (entry == 0 && (entry = codes.DecodeLong(next)) == 0)
                {
                    state = SymbolState.Invalid;
                    break;
                }

                bits.Drop(entry & 31);
                var symbol = entry >> 5;
                if (symbol <= 1 && run <= LargestBlock)
                {
                    // Runs are numbers in base two with the digits 1 and 2, lowest first.
                    run += weight << symbol;
                    weight <<= 1;
                    continue;
                }

                if (length + run + (symbol == endOfBlock ? 0 : 1) > LargestBlock)
                {
                    state = SymbolState.Invalid;
                    break;
                }

                if (run > 0)
                {
                    chain.Slice(length, run).Fill(front.First);
                    length += run;
                    (run, weight) = (0, 1);
                }

                if (symbol == endOfBlock)
                {
                    state = SymbolState.Ended;
                    break;
                }

                chain[length++] = front.Take(symbol - 1);
            }
        }

        Length = length;
        outer = bits;
        return state == SymbolState.Ended;
    }
}
