using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tare.Primitives.Posix;

/// <content>What may be done in the folder, and what lies under it.</content>
public sealed unsafe partial class FolderHandle
{
    private const int AtEmptyPath = 0x1000;
    private const int AtEffectiveAccess = 0x200;
    private const long TmpfsMagic = 0x01021994;
    private const long RamfsMagic = 0x858458f6;

    /// <summary>This process acts as root.</summary>
    public static bool IsRoot => User == 0;

    /// <summary>The user this process acts as.</summary>
    public static uint User { get; } = Libc.EffectiveUser();

    /// <summary>The group this process acts as.</summary>
    public static uint Group => Libc.EffectiveGroup();

    /// <summary>Files of this folder live in memory: nothing that is done to them waits for a disk.</summary>
    public bool IsInMemory
    {
        get
        {
            var buffer = stackalloc long[32];
            return Libc.FstatFs(Descriptor, buffer) == 0 && buffer[0] is TmpfsMagic or RamfsMagic;
        }
    }

    /// <summary>The status of the folder itself.</summary>
    public FileStatus OwnStatus()
    {
        byte empty = 0;
        Libc.StatxBuffer buffer;
        return Libc.Statx(Descriptor, &empty, AtEmptyPath, BasicStats, &buffer) == 0
            ? FileStatus.From(in buffer)
            : throw Error("read status of", []);
    }

    /// <summary>
    /// Why a name (or, where it is empty, the folder itself) cannot be written by this process, as an error number of errno(3); 0
    /// where it can. Nothing is opened or changed.
    /// </summary>
    public int WriteObstacle(ReadOnlySpan<byte> nameZ)
    {
        const int write = 2;
        fixed (byte* pointer = nameZ.Length == 0 ? "."u8 : nameZ)
        {
            return Libc.FaccessAt(Descriptor, pointer, write, AtEffectiveAccess) == 0 ? 0 : Marshal.GetLastPInvokeError();
        }
    }

    /// <summary>Takes a name away and says how that went: 0, or an error number of errno(3). For many names, of which some may fail.</summary>
    public int TryUnlink(ReadOnlySpan<byte> nameZ)
    {
        fixed (byte* pointer = nameZ)
        {
            return Libc.UnlinkAt(Descriptor, pointer, 0) == 0 ? 0 : Marshal.GetLastPInvokeError();
        }
    }

    /// <summary>
    /// Opens a folder inside this one and says how that went: 0, or an error number of errno(3), and then no folder. For where a
    /// failure is no surprise; an exception for each costs more than making the folder.
    /// </summary>
    public int TryOpenFolder(ReadOnlySpan<byte> nameZ, out FolderHandle? folder)
    {
        fixed (byte* pointer = nameZ)
        {
            var descriptor = Libc.OpenAt(Descriptor, pointer, FolderFlags | NoFollowFlag, 0);
            folder = descriptor >= 0 ? new FolderHandle(descriptor, Join(nameZ)) : null;
            return descriptor >= 0 ? 0 : Marshal.GetLastPInvokeError();
        }
    }

    /// <summary>Makes a folder; false where the name is there already. <see cref="PosixException"/> for every other failure.</summary>
    public bool TryMakeFolder(ReadOnlySpan<byte> nameZ, int permissions)
    {
        fixed (byte* pointer = nameZ)
        {
            return Libc.MkdirAt(Descriptor, pointer, (uint)permissions) == 0
                || (Marshal.GetLastPInvokeError() == PosixException.AlreadyExists ? false : throw Error("make folder", nameZ));
        }
    }

    /// <summary>Opens a file for reading and writing, making it where it is missing; a symbolic link is refused.</summary>
    public SafeFileHandle OpenOrCreate(ReadOnlySpan<byte> nameZ)
    {
        const int openOrCreate = 0x2 | 0x40 | 0x80000; // O_RDWR | O_CREAT | O_CLOEXEC
        fixed (byte* pointer = nameZ)
        {
            var descriptor = Libc.OpenAt(Descriptor, pointer, openOrCreate | NoFollowFlag, 0x1B6);
            return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw Error("open", nameZ);
        }
    }

    /// <summary>Sets the permissions of the folder itself.</summary>
    public void SetOwnPermissions(int permissions) => Check(Libc.Fchmod(Descriptor, (uint)permissions), "set permissions of", []);

    /// <summary>A path with every symbolic link resolved, or null where it does not exist.</summary>
    public static string? Resolve(string path)
    {
        var buffer = stackalloc byte[4097];
        fixed (byte* pointer = Zero(path))
        {
            return Libc.RealPath(pointer, buffer) is null ? null : PathText.Decode(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(buffer));
        }
    }
}
