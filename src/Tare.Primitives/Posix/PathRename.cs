using System.Runtime.InteropServices;

namespace Tare.Primitives.Posix;

/// <summary>Renames whatever a path names: a symbolic link is moved as the link it is, wherever it points.</summary>
public static unsafe class PathRename
{
    /// <summary>Moves a file or a link over whatever file or link is at the target (rename(2)).</summary>
    public static void Replace(string source, string target)
    {
        fixed (byte* from = FolderHandle.Zero(source), to = FolderHandle.Zero(target))
        {
            if (Libc.RenameAt(Libc.CurrentFolder, from, Libc.CurrentFolder, to) != 0)
            {
                throw new PosixException("move into place", target, Marshal.GetLastPInvokeError());
            }
        }
    }
}
