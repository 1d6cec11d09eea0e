namespace Tare.Images.FileSystem;

/// <summary>The entries of one layer in their order, without their data.</summary>
/// <param name="paths">The paths of the image, shared by its layers.</param>
public sealed class LayerContents(PathTable paths)
{
    private readonly Dictionary<IReadOnlyList<KeyValuePair<string, byte[]>>, int> _attributeNumbers = new(new AttributeSetComparer());
    private byte[] _lastFolder = [];
    private int _lastFolderPath = -1;

    /// <summary>The entries, in the order of the archive; entry i is the i-th that a reader of the archive meets.</summary>
    public EntryList Entries { get; } = new();

    /// <summary>The distinct sets of extended attributes, each in canonical form: <c>name=value</c> pairs, see <see cref="LayerEntry.Attributes"/>.</summary>
    public List<IReadOnlyList<KeyValuePair<string, byte[]>>> AttributeSets { get; } = [];

    /// <summary>A fast 128-bit hash of the content of large files, by entry.</summary>
    public Dictionary<int, UInt128> Fingerprints { get; } = [];

    /// <summary>The SHA-256 of each file's content, by entry; only where it was asked for.</summary>
    public Dictionary<int, byte[]>? Hashes { get; init; }

    /// <summary>Length of the uncompressed archive, in bytes.</summary>
    public long ArchiveBytes { get; set; }

    /// <summary>
    /// Appends an entry. <paramref name="entry"/> carries kind, size and attributes; the name decides whether it is a whiteout.
    /// A name that leads out of the image raises <see cref="LayerFormatException"/>.
    /// </summary>
    public int Add(ReadOnlySpan<byte> name, LayerEntry entry, ReadOnlySpan<byte> link = default)
    {
        var plain = EntryName.Normalize(name);
        var last = plain[(plain.LastIndexOf((byte)'/') + 1)..];
        if (last.StartsWith(".wh."u8))
        {
            return Entries.Add(Whiteout(plain, last, entry));
        }

        entry.Path = PathOf(plain);
        entry.Target = entry.Kind switch
        {
            EntryKind.HardLink => PathOf(EntryName.Normalize(link)),
            EntryKind.SymbolicLink => paths.Text(link),
            _ => 0,
        };
        return Entries.Add(entry);
    }

    /// <summary>The number by which entries refer to a set of extended attributes; 0 for the empty set.</summary>
    public int AttributeSet(IReadOnlyList<KeyValuePair<string, byte[]>> attributes)
    {
        if (attributes.Count == 0)
        {
            return 0;
        }

        if (_attributeNumbers.TryAdd(attributes, AttributeSets.Count + 1))
        {
            AttributeSets.Add(attributes);
        }

        return _attributeNumbers[attributes];
    }

    private LayerEntry Whiteout(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> last, LayerEntry entry)
    {
        var folder = PathOf(plain[..Math.Max(0, plain.Length - last.Length - 1)]);
        if (last.SequenceEqual(".wh..wh..opq"u8))
        {
            return entry with { Kind = EntryKind.OpaqueFolder, Path = folder, Size = 0 };
        }

        if (last.StartsWith(".wh..wh."u8))
        {
            return entry with { Kind = EntryKind.Ignored, Path = folder, Size = 0 };
        }

        var hidden = last[4..];
        if (hidden.IsEmpty || hidden.SequenceEqual("."u8) || hidden.SequenceEqual(".."u8))
        {
            throw new LayerFormatException($"the whiteout `{EntryName.Show(plain)}` hides no name");
        }

        return entry with { Kind = EntryKind.Whiteout, Path = paths.Child(folder, hidden), Size = 0 };
    }

    // Entries come folder by folder, so the folder of the last one is nearly always the folder of this one.
    private int PathOf(ReadOnlySpan<byte> plain)
    {
        if (plain.IsEmpty)
        {
            return PathTable.Root;
        }

        var slash = Math.Max(plain.LastIndexOf((byte)'/'), 0);
        var folder = plain[..slash];
        if (_lastFolderPath < 0 || !folder.SequenceEqual(_lastFolder))
        {
            _lastFolder = folder.ToArray();
            _lastFolderPath = folder.IsEmpty ? PathTable.Root : paths.Descendant(PathTable.Root, folder);
        }

        return paths.Child(_lastFolderPath, plain[(slash == 0 ? 0 : slash + 1)..]);
    }
}
