using System.Runtime.InteropServices;

namespace Tare.Primitives.Posix;

/// <summary>Two folders change places.</summary>
public static unsafe class FolderExchange
{
    private const uint RenameExchange = 2;
    private const int InvalidArgument = 22;
    private const int NotImplemented = 38;

    /// <summary>
    /// Exchanges the names of two folders of one file system in one step (renameat2(2), RENAME_EXCHANGE); on file systems that
    /// cannot do that, in three.
    /// </summary>
    public static void Exchange(string first, string second)
    {
        fixed (byte* a = FolderHandle.Zero(first), b = FolderHandle.Zero(second))
        {
            if (Libc.RenameAt2(Libc.CurrentFolder, a, Libc.CurrentFolder, b, RenameExchange) == 0)
            {
                return;
            }
        }

        var error = Marshal.GetLastPInvokeError();
        if (error is not (InvalidArgument or NotImplemented))
        {
            throw new PosixException("replace", second, error);
        }

        var aside = $"{first}.aside";
        Directory.Move(second, aside);
        Directory.Move(first, second);
        Directory.Move(aside, first);
    }
}
