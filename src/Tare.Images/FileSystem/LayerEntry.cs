using System.Runtime.InteropServices;

namespace Tare.Images.FileSystem;

/// <summary>One entry of a layer, in 48 bytes: images have a million of them.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct LayerEntry
{
    /// <summary>The name, as an id of the <see cref="PathTable"/>; after stacking, the place it landed at (symbolic links resolved).</summary>
    public int Path;

    /// <summary>
    /// Hard link: the path it names. Symbolic link: its text, an id of <see cref="PathTable.Names"/>. A file with data above the
    /// lowest layer: 32 bits of a hash of its content. Else 0.
    /// </summary>
    public int Target;

    /// <summary>Bytes of data. A device: the major number times 2^32 plus the minor. A hard link, after stacking: the number of the entry with its inode.</summary>
    public long Size;

    /// <summary>Time of the last change, seconds since 1970.</summary>
    public long ModifiedSeconds;

    /// <summary>The rest of the time, in nanoseconds.</summary>
    public int ModifiedNanoseconds;

    /// <summary>Owner.</summary>
    public uint Uid;

    /// <summary>Group.</summary>
    public uint Gid;

    /// <summary>
    /// Which extended attributes (an index of <see cref="LayerContents.AttributeSets"/> plus one), or 0. A hard link has none of its
    /// own; after stacking this is the number of the entry that had put the name there which it refers to.
    /// </summary>
    public int Attributes;

    /// <summary>How many compressed bytes went by while the entry was read: exact in sum, coarse for one small file.</summary>
    public uint CompressedCost;

    /// <summary>The low 12 bits of the mode.</summary>
    public ushort Permissions;

    /// <summary>What it is.</summary>
    public EntryKind Kind;

    /// <summary>The entry makes an inode of its own.</summary>
    public readonly bool IsInode => Kind <= EntryKind.Fifo && Kind is not (EntryKind.HardLink or EntryKind.Folder);

    /// <summary>Bytes of file data that the entry brings.</summary>
    public readonly long DataBytes => Kind == EntryKind.File ? Size : 0;
}
