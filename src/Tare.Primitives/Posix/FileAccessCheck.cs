using System.Runtime.InteropServices;

namespace Tare.Primitives.Posix;

/// <summary>Whether this process may use a path, asked without opening it: opening for writing can copy a file up in an overlay.</summary>
public static unsafe class FileAccessCheck
{
    private const int Write = 2;
    private const int EffectiveUser = 0x200;

    /// <summary>The file or folder exists and may be written.</summary>
    public static bool IsWritable(string path)
    {
        fixed (byte* pointer = FolderHandle.Zero(path))
        {
            return Libc.FaccessAt(Libc.CurrentFolder, pointer, Write, EffectiveUser) == 0;
        }
    }

    /// <summary>The path may be run.</summary>
    public static bool IsExecutable(string path)
    {
        fixed (byte* pointer = FolderHandle.Zero(path))
        {
            return Libc.FaccessAt(Libc.CurrentFolder, pointer, 1, EffectiveUser) == 0;
        }
    }

    /// <summary>Permissions forbid even to see whether the path exists.</summary>
    public static bool IsHidden(string path)
    {
        fixed (byte* pointer = FolderHandle.Zero(path))
        {
            return Libc.FaccessAt(Libc.CurrentFolder, pointer, 0, EffectiveUser) != 0 && Marshal.GetLastPInvokeError() == PosixException.AccessDenied;
        }
    }
}
