namespace Tare.Primitives.Posix;

/// <summary>What a name in a folder is (the type bits of <c>st_mode</c>, inode(7)).</summary>
public enum FileKind
{
    /// <summary>The file system did not say; ask with <see cref="FolderHandle.Status"/>.</summary>
    Unknown = 0,

    /// <summary>A named pipe.</summary>
    Fifo = 0x1000,

    /// <summary>A character device.</summary>
    CharacterDevice = 0x2000,

    /// <summary>A folder.</summary>
    Folder = 0x4000,

    /// <summary>A block device.</summary>
    BlockDevice = 0x6000,

    /// <summary>A regular file.</summary>
    File = 0x8000,

    /// <summary>A symbolic link.</summary>
    SymbolicLink = 0xA000,

    /// <summary>A socket.</summary>
    Socket = 0xC000,
}
