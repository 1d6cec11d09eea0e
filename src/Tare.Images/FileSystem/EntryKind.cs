namespace Tare.Images.FileSystem;

/// <summary>What an entry of a layer does to the tree below it.</summary>
public enum EntryKind : byte
{
    /// <summary>A regular file: an inode with data.</summary>
    File,

    /// <summary>One more name of an inode.</summary>
    HardLink,

    /// <summary>A symbolic link.</summary>
    SymbolicLink,

    /// <summary>A folder; over a folder it replaces the attributes alone.</summary>
    Folder,

    /// <summary>A character device.</summary>
    CharacterDevice,

    /// <summary>A block device.</summary>
    BlockDevice,

    /// <summary>A named pipe.</summary>
    Fifo,

    /// <summary><c>.wh.NAME</c>: hides NAME of the layers below.</summary>
    Whiteout,

    /// <summary><c>.wh..wh..opq</c>: hides everything that the layers below have in the folder.</summary>
    OpaqueFolder,

    /// <summary>Another <c>.wh..wh.</c> name, a leftover of aufs without meaning.</summary>
    Ignored,
}
