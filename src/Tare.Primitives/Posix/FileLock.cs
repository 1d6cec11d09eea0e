using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tare.Primitives.Posix;

/// <summary>
/// A lock on byte 21 of a file, the byte that conda and mamba lock (fcntl(2)). It goes with the handle, whatever else this process
/// opens or closes.
/// </summary>
public sealed unsafe class FileLock : IDisposable
{
    /// <summary>EAGAIN: another process has the lock.</summary>
    internal const int WouldBlock = 11;

    private const int GetLock = 5; // F_GETLK
    private const int SetOwnLock = 37; // F_OFD_SETLK
    private const short WriteLock = 1;
    private const short Unlocked = 2;
    private const long Position = 21;

    private readonly SafeFileHandle _file;

    private FileLock(SafeFileHandle file) => _file = file;

    /// <summary>
    /// Takes the lock, making the file where it is missing; null where another process has it. <see cref="PosixException"/> where the
    /// file cannot be made or the file system knows no locks.
    /// </summary>
    public static FileLock? TryTake(FolderHandle folder, ReadOnlySpan<byte> nameZ)
    {
        var file = folder.OpenOrCreate(nameZ);
        var argument = Argument(WriteLock);
        if (Libc.FcntlLock((int)file.DangerousGetHandle(), SetOwnLock, &argument) == 0)
        {
            return new FileLock(file);
        }

        var errno = Marshal.GetLastPInvokeError();
        file.Dispose();
        return errno is WouldBlock or PosixException.AccessDenied
            ? null
            : throw new PosixException("lock", System.IO.Path.Join(folder.Path, PathText.Decode(nameZ[..^1])), errno);
    }

    /// <summary>Another process holds the lock. A file that cannot be opened is not known to be locked.</summary>
    public static bool IsHeld(FolderHandle folder, ReadOnlySpan<byte> nameZ)
    {
        try
        {
            using var file = folder.OpenFile(nameZ);
            var argument = Argument(WriteLock);
            return Libc.FcntlLock((int)file.DangerousGetHandle(), GetLock, &argument) == 0 && argument.Type != Unlocked;
        }
        catch (PosixException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static Libc.FileLock Argument(short type) => new() { Type = type, Start = Position, Length = 1 };
}
