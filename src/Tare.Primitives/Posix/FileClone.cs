using Microsoft.Win32.SafeHandles;

namespace Tare.Primitives.Posix;

/// <summary>Copies that share their blocks until one side is written to (ioctl_ficlonerange(2); btrfs, XFS, bcachefs).</summary>
public static class FileClone
{
    private const nuint Ficlone = 0x40049409;

    /// <summary>Makes the empty file <paramref name="to"/> a clone; false where the file system cannot.</summary>
    public static bool TryClone(SafeFileHandle from, SafeFileHandle to) =>
        OperatingSystem.IsLinux() && Libc.IoctlFd((int)to.DangerousGetHandle(), Ficlone, (int)from.DangerousGetHandle()) == 0;
}
