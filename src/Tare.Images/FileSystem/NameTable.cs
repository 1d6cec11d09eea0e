using System.Runtime.InteropServices;

namespace Tare.Images.FileSystem;

/// <summary>Interns byte strings: each distinct one is held once and known by a small number. 0 is the empty string.</summary>
public sealed class NameTable
{
    private const int BlockBytes = 1 << 18;
    private readonly List<byte[]> _blocks = [];
    private long[] _places = new long[256];
    private int[] _buckets = new int[512];
    private int _used = BlockBytes;

    /// <summary>A table with the empty string in it.</summary>
    public NameTable() => Count = 1;

    /// <summary>How many strings there are.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes of a string.</summary>
    public ReadOnlySpan<byte> this[int id]
    {
        get
        {
            // A place is: block 24 bits, offset 20 bits, length 20 bits.
            var place = _places[id];
            return id == 0 ? [] : _blocks[(int)(place >> 40)].AsSpan((int)(place >> 20) & 0xFFFFF, (int)place & 0xFFFFF);
        }
    }

    /// <summary>The number of a string, or -1.</summary>
    public int Find(ReadOnlySpan<byte> text) => text.IsEmpty ? 0 : _buckets[Slot(text)] - 1;

    /// <summary>The number of a string, new or known.</summary>
    public int Intern(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        var slot = Slot(text);
        if (_buckets[slot] != 0)
        {
            return _buckets[slot] - 1;
        }

        if (Count == _places.Length)
        {
            Array.Resize(ref _places, Count * 2);
        }

        _places[Count] = Store(text);
        _buckets[slot] = Count + 1;
        if (++Count * 2 > _buckets.Length)
        {
            Grow();
        }

        return Count - 1;
    }

    private long Store(ReadOnlySpan<byte> text)
    {
        if (text.Length > 0xFFFFF)
        {
            throw new LayerFormatException($"a name or link of {text.Length} bytes is longer than any file system takes");
        }

        if (_used + text.Length > BlockBytes)
        {
            _blocks.Add(new byte[Math.Max(BlockBytes, text.Length)]);
            _used = 0;
        }

        text.CopyTo(_blocks[^1].AsSpan(_used));
        var place = ((long)(_blocks.Count - 1) << 40) | ((long)_used << 20) | (uint)text.Length;
        _used += text.Length;
        return place;
    }

    // The slot that holds the text, or the free one where it belongs.
    private int Slot(ReadOnlySpan<byte> text)
    {
        var mask = _buckets.Length - 1;
        var slot = (int)Hash(text) & mask;
        while (_buckets[slot] != 0 && !this[_buckets[slot] - 1].SequenceEqual(text))
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        _buckets = new int[_buckets.Length * 2];
        for (var id = 1; id < Count; id++)
        {
            _buckets[Slot(this[id])] = id + 1;
        }
    }

    private readonly uint _seed = (uint)Random.Shared.Next();

    // Seeded, so that an image cannot be made whose names all collide.
    private uint Hash(ReadOnlySpan<byte> text)
    {
        ulong hash = _seed ^ 0x9E3779B97F4A7C15UL;
        var words = MemoryMarshal.Cast<byte, ulong>(text);
        foreach (var word in words)
        {
            hash = Mix(hash ^ word);
        }

        ulong rest = 0;
        foreach (var value in text[(words.Length * 8)..])
        {
            rest = (rest << 8) | value;
        }

        return (uint)(Mix(hash ^ rest ^ ((ulong)text.Length << 56)) >> 32);
    }

    private static ulong Mix(ulong value) => ulong.RotateLeft(value * 0x9FB21C651E98DF25UL, 29) * 0xD6E8FEB86659FD93UL;
}
