using System.Text;
using Tare.Primitives.Posix;

namespace Tare.Conda.Cleaning.Acting;

/// <summary>
/// Moves a folder aside before it is taken apart, so that no half-removed package ever bears a package's name: a rename is one step,
/// and what a crash leaves is recognized as trash by the next clean, Tare's or conda's.
/// </summary>
internal static class TrashName
{
    private const int Attempts = 100;

    /// <summary>Renames <c>NAME</c> to <c>NAME.conda_trash</c> (or, where that exists, <c>NAME.conda_trash.1</c> …) and gives the new name.</summary>
    internal static byte[] MoveAside(FolderHandle folder, ReadOnlySpan<byte> nameZ)
    {
        for (var attempt = 0; ; attempt++)
        {
            byte[] aside = [.. nameZ[..^1], .. Encoding.UTF8.GetBytes(attempt == 0 ? ".conda_trash\0" : $".conda_trash.{attempt}\0")];
            try
            {
                folder.Rename(nameZ, folder, aside);
                return aside;
            }
            catch (PosixException exception) when (attempt < Attempts
                && exception.Errno is PosixException.NotEmpty or PosixException.AlreadyExists or PosixException.NotAFolder)
            {
            }
        }
    }
}
