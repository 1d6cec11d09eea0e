using System.Numerics;

namespace Tare.Conda.Repodata.Indexing;

/// <summary>Distinct UTF-8 texts, numbered from 0 in the order they came.</summary>
internal sealed class StringPool
{
    private byte[] _bytes;
    private uint[] _ends;
    private uint[] _hashes;
    private int[] _slots;
    private int _length;

    public StringPool(int expected)
    {
        expected = Math.Max(expected, 16);
        _bytes = new byte[expected * 16];
        _ends = new uint[expected];
        _hashes = new uint[expected];
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)expected * 2)];
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
        while (true)
        {
            var id = _slots[slot] - 1;
            if (id < 0)
            {
                break;
            }

            if (_hashes[id] == hash && this[id].SequenceEqual(text))
            {
                return id;
            }

            slot = (slot + 1) & mask;
        }

        _slots[slot] = Count + 1;
        var added = Append(text, hash);
        if (Count * 2 > _slots.Length)
        {
            Rehash();
        }

        return added;
    }

    /// <summary>Adds a text without looking whether it is there. A pool is filled by this or by <see cref="Intern"/>, not by both.</summary>
    public int Append(ReadOnlySpan<byte> text) => Append(text, 0);

    private int Append(ReadOnlySpan<byte> text, uint hash)
    {
        if (_length + text.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(checked(_bytes.Length * 2), _length + text.Length));
        }

        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, Count * 2);
            Array.Resize(ref _hashes, Count * 2);
        }

        text.CopyTo(_bytes.AsSpan(_length));
        _length += text.Length;
        _ends[Count] = (uint)_length;
        _hashes[Count] = hash;
        return Count++;
    }

    private void Rehash()
    {
        _slots = new int[_slots.Length * 2];
        var mask = _slots.Length - 1;
        for (var id = 0; id < Count; id++)
        {
            var slot = (int)_hashes[id] & mask;
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            _slots[slot] = id + 1;
        }
    }
}
