using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tare.Primitives.Posix;

/// <summary>
/// An open folder. Its calls take one name inside the folder, never a path, so they cost one step of look-up each and cannot be
/// led elsewhere by a symbolic link that somebody swaps in. Names are bytes that end with NUL: file names need not be UTF-8.
/// Failures raise <see cref="PosixException"/> with the whole path.
/// </summary>
public sealed unsafe partial class FolderHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private const int OpenFolderFlags = 0x10000 | 0x80000; // O_DIRECTORY | O_CLOEXEC (asm-generic; x86 agrees)
    private const int NoFollow = 0x20000;
    private const int AtSymlinkNoFollow = 0x100;
    private const int AtRemoveDir = 0x200;
    private const uint BasicStats = 0x7ff;

    private FolderHandle(int descriptor, string path)
        : base(ownsHandle: true)
    {
        SetHandle(descriptor);
        Path = path;
    }

    /// <summary>Where the folder was when it was opened; for messages only.</summary>
    public string Path { get; }

    internal int Descriptor => (int)handle;

    private static bool IsArm => RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;

    // O_DIRECTORY and O_NOFOLLOW have other values on ARM (asm/fcntl.h).
    private static int FolderFlags => IsArm ? 0x4000 | 0x80000 : OpenFolderFlags;

    private static int NoFollowFlag => IsArm ? 0x8000 : NoFollow;

    /// <summary>Opens a folder by path; symbolic links on the way are followed.</summary>
    public static FolderHandle Open(string path)
    {
        fixed (byte* pointer = Zero(path))
        {
            var descriptor = Libc.Open(pointer, FolderFlags, 0);
            return descriptor >= 0
                ? new FolderHandle(descriptor, path)
                : throw new PosixException("open folder", path, Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Opens a folder inside this one; a symbolic link is refused (ELOOP or ENOTDIR).</summary>
    public FolderHandle OpenFolder(ReadOnlySpan<byte> nameZ)
    {
        fixed (byte* pointer = nameZ)
        {
            var descriptor = Libc.OpenAt(Descriptor, pointer, FolderFlags | NoFollowFlag, 0);
            return descriptor >= 0 ? new FolderHandle(descriptor, Join(nameZ)) : throw Error("open folder", nameZ);
        }
    }

    /// <summary>Makes a new file, which must not exist, and opens it for writing.</summary>
    public SafeFileHandle CreateFile(ReadOnlySpan<byte> nameZ, int permissions)
    {
        const int create = 0x1 | 0x40 | 0x80 | 0x80000; // O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
        fixed (byte* pointer = nameZ)
        {
            var descriptor = Libc.OpenAt(Descriptor, pointer, create | NoFollowFlag, (uint)permissions);
            return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw Error("create", nameZ);
        }
    }

    /// <summary>Opens a file for reading; a symbolic link is refused.</summary>
    public SafeFileHandle OpenFile(ReadOnlySpan<byte> nameZ)
    {
        fixed (byte* pointer = nameZ)
        {
            var descriptor = Libc.OpenAt(Descriptor, pointer, 0x80000 | NoFollowFlag, 0);
            return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw Error("open", nameZ);
        }
    }

    /// <summary>Starts over the names of this folder, through the buffer given (32 KiB is a good size).</summary>
    public FolderEntries Entries(Span<byte> buffer) => new(this, buffer);

    /// <summary>The status of a name, without following a symbolic link.</summary>
    public FileStatus Status(ReadOnlySpan<byte> nameZ)
    {
        fixed (byte* pointer = nameZ)
        {
            Libc.StatxBuffer buffer;
            return Libc.Statx(Descriptor, pointer, AtSymlinkNoFollow, BasicStats, &buffer) == 0
                ? FileStatus.From(in buffer)
                : throw Error("read status of", nameZ);
        }
    }

    /// <summary>Takes a name away; the inode goes when it was the last.</summary>
    public void Unlink(ReadOnlySpan<byte> nameZ)
    {
        fixed (byte* pointer = nameZ)
        {
            Check(Libc.UnlinkAt(Descriptor, pointer, 0), "remove", nameZ);
        }
    }

    /// <summary>Takes an empty folder away.</summary>
    public void RemoveFolder(ReadOnlySpan<byte> nameZ)
    {
        fixed (byte* pointer = nameZ)
        {
            Check(Libc.UnlinkAt(Descriptor, pointer, AtRemoveDir), "remove folder", nameZ);
        }
    }

    /// <summary>Makes a folder.</summary>
    public void MakeFolder(ReadOnlySpan<byte> nameZ, int permissions)
    {
        fixed (byte* pointer = nameZ)
        {
            Check(Libc.MkdirAt(Descriptor, pointer, (uint)permissions), "make folder", nameZ);
        }
    }

    /// <summary>Gives a file of this folder a second name in another folder.</summary>
    public void Link(ReadOnlySpan<byte> nameZ, FolderHandle folder, ReadOnlySpan<byte> newNameZ)
    {
        fixed (byte* from = nameZ, to = newNameZ)
        {
            if (Libc.LinkAt(Descriptor, from, folder.Descriptor, to, 0) != 0)
            {
                throw folder.Error("link to", newNameZ);
            }
        }
    }

    /// <summary>Makes a symbolic link with the bytes of the target as they are.</summary>
    public void MakeSymbolicLink(ReadOnlySpan<byte> nameZ, ReadOnlySpan<byte> targetZ)
    {
        fixed (byte* name = nameZ, target = targetZ)
        {
            Check(Libc.SymlinkAt(target, Descriptor, name), "make symbolic link", nameZ);
        }
    }

    /// <summary>The bytes a symbolic link holds.</summary>
    public byte[] ReadLink(ReadOnlySpan<byte> nameZ)
    {
        Span<byte> buffer = stackalloc byte[4096];
        fixed (byte* name = nameZ, pointer = buffer)
        {
            var length = Libc.ReadLinkAt(Descriptor, name, pointer, (nuint)buffer.Length);
            return length >= 0 ? buffer[..(int)length].ToArray() : throw Error("read link", nameZ);
        }
    }

    /// <summary>Moves a name of this folder to another, over what is there.</summary>
    public void Rename(ReadOnlySpan<byte> nameZ, FolderHandle folder, ReadOnlySpan<byte> newNameZ)
    {
        fixed (byte* from = nameZ, to = newNameZ)
        {
            Check(Libc.RenameAt(Descriptor, from, folder.Descriptor, to), "rename", nameZ);
        }
    }

    /// <summary>Sets permissions; a symbolic link is followed, as Linux knows no other way.</summary>
    public void SetPermissions(ReadOnlySpan<byte> nameZ, int permissions)
    {
        fixed (byte* pointer = nameZ)
        {
            Check(Libc.FchmodAt(Descriptor, pointer, (uint)permissions, 0), "set permissions of", nameZ);
        }
    }

    /// <summary>Sets the time of the last change, of the link itself where the name is a symbolic link.</summary>
    public void SetModified(ReadOnlySpan<byte> nameZ, DateTimeOffset time)
    {
        var spec = Libc.TimeSpec.Of(time);
        var times = stackalloc Libc.TimeSpec[2] { spec, spec };
        fixed (byte* pointer = nameZ)
        {
            Check(Libc.UtimensAt(Descriptor, pointer, times, AtSymlinkNoFollow), "set time of", nameZ);
        }
    }

    /// <summary>The bytes of a name with NUL behind them; <see cref="ArgumentException"/> where the name holds a NUL itself.</summary>
    public static byte[] Zero(string name) => PathText.EncodeZ(name);

    internal PosixException Error(string attempt, ReadOnlySpan<byte> nameZ) =>
        new(attempt, Join(nameZ), Marshal.GetLastPInvokeError());

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => Libc.Close(Descriptor) == 0;

    private void Check(int result, string attempt, ReadOnlySpan<byte> nameZ)
    {
        if (result != 0)
        {
            throw Error(attempt, nameZ);
        }
    }

    private string Join(ReadOnlySpan<byte> nameZ) =>
        nameZ.Length == 0 ? Path : System.IO.Path.Join(Path, PathText.Decode(nameZ.TrimEnd((byte)0)));
}
