namespace Tare.Archives.Tar;

/// <summary>What an entry of a tar archive is (POSIX pax, "ustar Interchange Format", typeflag).</summary>
public enum TarEntryKind
{
    /// <summary>A regular file with content.</summary>
    File,

    /// <summary>A further name of an entry that comes earlier; the target is a path inside the archive.</summary>
    HardLink,

    /// <summary>A symbolic link.</summary>
    SymbolicLink,

    /// <summary>A character device; an overlay file system's whiteout is one with the numbers 0 and 0.</summary>
    CharacterDevice,

    /// <summary>A block device.</summary>
    BlockDevice,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A named pipe.</summary>
    Fifo,
}
