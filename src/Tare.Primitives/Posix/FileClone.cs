using Microsoft.Win32.SafeHandles;

namespace Tare.Primitives.Posix;

/// <summary>Copies that share their blocks until one side is written to (ioctl_ficlonerange(2); btrfs, XFS, bcachefs).</summary>
public static class FileClone
{
    private const nuint Ficlone = 0x40049409;

    /// <summary>Makes the empty file <paramref name="to"/> a clone; false where the file system cannot.</summary>
    public static bool TryClone(SafeFileHandle from, SafeFileHandle to) =>
        OperatingSystem.IsLinux() && Libc.IoctlFd((int)to.DangerousGetHandle(), Ficlone, (int)from.DangerousGetHandle()) == 0;

    /// <summary>Fills the empty file <paramref name="to"/> with the content of another, as a clone where that can be.</summary>
    public static void Copy(SafeFileHandle from, SafeFileHandle to)
    {
        if (TryClone(from, to))
        {
            return;
        }

        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(256 * 1024);
        var position = 0L;
        for (var read = RandomAccess.Read(from, buffer, position); read > 0; read = RandomAccess.Read(from, buffer, position))
        {
            RandomAccess.Write(to, buffer.AsSpan(0, read), position);
            position += read;
        }

        System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
    }
}
