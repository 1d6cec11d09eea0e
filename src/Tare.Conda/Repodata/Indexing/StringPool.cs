using System.Numerics;

namespace Tare.Conda.Repodata.Indexing;

/// <summary>Distinct UTF-8 texts, numbered from 0 in the order they came.</summary>
internal sealed class StringPool
{
    private byte[] _bytes;
    private uint[] _ends;

    // The hash in the upper half, the number and one in the lower: a look at one place in memory rules out most other texts.
    private ulong[] _slots;
    private int _length;

    public StringPool(int expected)
    {
        expected = Math.Max(expected, 16);
        _bytes = new byte[expected * 16];
        _ends = new uint[expected];
        _slots = new ulong[BitOperations.RoundUpToPowerOf2((uint)expected * 2)];
    }

    /// <summary>How many texts there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes all texts have together.</summary>
    public int ByteCount => _length;

    /// <summary>Where each text ends in <see cref="Bytes"/>.</summary>
    public ReadOnlySpan<uint> Ends => _ends.AsSpan(0, Count);

    /// <summary>All texts, one after another.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>The text of a number.</summary>
    public ReadOnlySpan<byte> this[int id]
    {
        get
        {
            var start = id == 0 ? 0 : (int)_ends[id - 1];
            return _bytes.AsSpan(start, (int)_ends[id] - start);
        }
    }

    /// <summary>The number of a text, which is added when it is new.</summary>
    public int Intern(ReadOnlySpan<byte> text)
    {
        var hash = (uint)Utf8Hash.Of(text);
        var mask = _slots.Length - 1;
        var slot = (int)hash & mask;
        for (ulong known; (known = _slots[slot]) != 0; slot = (slot + 1) & mask)
        {
            var id = (int)(uint)known - 1;
            if ((uint)(known >> 32) == hash && this[id].SequenceEqual(text))
            {
                return id;
            }
        }

        _slots[slot] = ((ulong)hash << 32) | (uint)(Count + 1);
        var added = Append(text);
        if (Count * 2 > _slots.Length)
        {
            Rehash();
        }

        return added;
    }

    /// <summary>Adds a text without looking whether it is there. A pool is filled by this or by <see cref="Intern"/>, not by both.</summary>
    public int Append(ReadOnlySpan<byte> text)
    {
        if (_length + text.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(checked(_bytes.Length * 2), _length + text.Length));
        }

        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, Count * 2);
        }

        text.CopyTo(_bytes.AsSpan(_length));
        _length += text.Length;
        _ends[Count] = (uint)_length;
        return Count++;
    }

    private void Rehash() => _slots = HashSlots.Doubled(_slots);
}
