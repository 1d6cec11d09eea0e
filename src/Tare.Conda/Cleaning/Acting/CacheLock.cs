using Tare.Primitives.Files;
using Tare.Primitives.Posix;

namespace Tare.Conda.Cleaning.Acting;

/// <summary>
/// The locks that are held on a package cache while packages are put into it: that of mamba and micromamba, byte 21 of
/// <c>pkgs/pkgs.lock</c>, and tare's own. conda has none.
/// </summary>
internal sealed class CacheLock : IDisposable
{
    private readonly FolderHandle _folder;
    private readonly byte[] _nameZ;
    private readonly FileLock? _lock;
    private readonly ChangeLock? _own;

    private CacheLock(FolderHandle folder, byte[] nameZ, FileLock? fileLock, ChangeLock? own) => (_folder, _nameZ, _lock, _own) = (folder, nameZ, fileLock, own);

    /// <summary>Takes the lock; null where another process has it. Where no lock file can be made, nothing is locked.</summary>
    internal static CacheLock? TryTake(FolderHandle folder)
    {
        if (!ChangeLock.TryTakeExisting(folder.Path, out var own))
        {
            return null;
        }

        var nameZ = PathText.EncodeZ(Path.GetFileName(folder.Path.TrimEnd('/')) + ".lock");
        try
        {
            var taken = FileLock.TryTake(folder, nameZ);
            if (taken is null)
            {
                own?.Dispose();
                return null;
            }

            return new CacheLock(folder, nameZ, taken, own);
        }
        catch (PosixException)
        {
            return new CacheLock(folder, nameZ, null, own);
        }
    }

    public void Dispose()
    {
        _own?.Dispose();
        if (_lock is null)
        {
            return;
        }

        _folder.TryUnlink(_nameZ);
        _lock.Dispose();
    }
}
