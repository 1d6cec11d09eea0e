namespace Tare.Primitives.Posix;

/// <summary>What the inode behind a name says of itself (statx(2)).</summary>
/// <param name="Kind">The type.</param>
/// <param name="Permissions">The low 12 bits of the mode.</param>
/// <param name="Identity">Device and inode number.</param>
/// <param name="Links">How many names the inode has.</param>
/// <param name="Size">Apparent size, in bytes.</param>
public readonly record struct FileStatus(FileKind Kind, int Permissions, FileIdentity Identity, uint Links, long Size)
{
    /// <summary>Owner.</summary>
    public uint Uid { get; init; }

    /// <summary>Time of the last change of content.</summary>
    public DateTimeOffset Modified { get; init; }

    /// <summary>Time of the last read, in seconds since 1970; many systems record it rarely.</summary>
    public long AccessedSeconds { get; init; }

    /// <summary>The immutable or append-only attribute is set (chattr): nobody, root included, removes or links it.</summary>
    public bool IsProtected { get; init; }

    /// <summary>The root of a mount.</summary>
    public bool IsMountRoot { get; init; }

    internal static FileStatus From(in Libc.StatxBuffer buffer) => new(
        (FileKind)(buffer.Mode & 0xF000),
        buffer.Mode & 0xFFF,
        new FileIdentity(((ulong)buffer.DeviceMajor << 32) | buffer.DeviceMinor, buffer.Inode),
        buffer.Links,
        (long)buffer.Size)
    {
        Uid = buffer.Uid,
        Modified = Time(buffer.ModifiedSeconds, buffer.ModifiedNanoseconds),
        AccessedSeconds = buffer.AccessedSeconds,
        IsProtected = (buffer.Attributes & 0x30) != 0, // STATX_ATTR_IMMUTABLE | STATX_ATTR_APPEND
        IsMountRoot = (buffer.Attributes & 0x2000) != 0, // STATX_ATTR_MOUNT_ROOT
    };

    // A damaged inode may carry any number; DateTimeOffset ends at year 9999.
    private static DateTimeOffset Time(long seconds, uint nanoseconds) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, -62135596800, 253402300799)).AddTicks(nanoseconds / 100);
}
