using System.Numerics;
using System.Runtime.InteropServices;

namespace Tare.Conda.Repodata.Indexing;

/// <summary>Distinct lists of numbers. A list's number is its place in <see cref="Heap"/>: the count, then the numbers. 0 is the empty list.</summary>
internal sealed class ListPool
{
    private int[] _heap;
    private ulong[] _slots;
    private int _lists;

    public ListPool(int expected)
    {
        expected = Math.Max(expected, 16);
        _heap = new int[expected * 6];
        _slots = new ulong[BitOperations.RoundUpToPowerOf2((uint)expected * 2)];
        Length = 1;
    }

    /// <summary>How long the heap is.</summary>
    public int Length { get; private set; }

    /// <summary>All lists, one after another.</summary>
    public ReadOnlySpan<int> Heap => _heap.AsSpan(0, Length);

    /// <summary>The numbers of a list.</summary>
    public ReadOnlySpan<int> this[int list] => _heap.AsSpan(list + 1, _heap[list]);

    /// <summary>The number of a list, which is added when it is new.</summary>
    public int Intern(ReadOnlySpan<int> items)
    {
        if (items.IsEmpty)
        {
            return 0;
        }

        var hash = (uint)Utf8Hash.Of(MemoryMarshal.AsBytes(items));
        var slot = FreeSlot(hash, items, out var found);
        if (found > 0)
        {
            return found;
        }

        if (++_lists * 2 > _slots.Length)
        {
            _slots = HashSlots.Doubled(_slots);
            slot = FreeSlot(hash, items, out _);
        }

        if (Length + items.Length + 1 > _heap.Length)
        {
            Array.Resize(ref _heap, Math.Max(_heap.Length * 2, Length + items.Length + 1));
        }

        var list = Length;
        _heap[list] = items.Length;
        items.CopyTo(_heap.AsSpan(list + 1));
        Length += items.Length + 1;
        _slots[slot] = ((ulong)hash << 32) | (uint)list;
        return list;
    }

    private int FreeSlot(uint hash, ReadOnlySpan<int> items, out int found)
    {
        var mask = _slots.Length - 1;
        var slot = (int)hash & mask;
        for (ulong known; (known = _slots[slot]) != 0; slot = (slot + 1) & mask)
        {
            found = (int)(uint)known;
            if ((uint)(known >> 32) == hash && this[found].SequenceEqual(items))
            {
                return slot;
            }
        }

        found = 0;
        return slot;
    }
}
