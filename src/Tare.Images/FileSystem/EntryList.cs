namespace Tare.Images.FileSystem;

/// <summary>A list that grows by blocks, so that a million entries are never copied.</summary>
public sealed class EntryList
{
    private const int BlockBits = 11;
    private const int BlockSize = 1 << BlockBits;
    private readonly List<LayerEntry[]> _blocks = [];

    /// <summary>How many entries there are.</summary>
    public int Count { get; private set; }

    /// <summary>The entry in its place, to read or change.</summary>
    public ref LayerEntry this[int index] => ref _blocks[index >> BlockBits][index & (BlockSize - 1)];

    /// <summary>Appends an entry and gives its index.</summary>
    public int Add(in LayerEntry entry)
    {
        if (Count == _blocks.Count << BlockBits)
        {
            _blocks.Add(new LayerEntry[BlockSize]);
        }

        this[Count] = entry;
        return Count++;
    }
}
