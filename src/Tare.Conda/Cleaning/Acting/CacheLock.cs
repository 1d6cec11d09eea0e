using Tare.Primitives.Posix;

namespace Tare.Conda.Cleaning.Acting;

/// <summary>
/// The lock that mamba and micromamba hold on a package cache while they put packages into it: byte 21 of <c>pkgs/pkgs.lock</c>.
/// conda has none.
/// </summary>
internal sealed class CacheLock : IDisposable
{
    private readonly FolderHandle _folder;
    private readonly byte[] _nameZ;
    private readonly FileLock? _lock;

    private CacheLock(FolderHandle folder, byte[] nameZ, FileLock? fileLock) => (_folder, _nameZ, _lock) = (folder, nameZ, fileLock);

    /// <summary>Takes the lock; null where another process has it. Where no lock file can be made, nothing is locked.</summary>
    internal static CacheLock? TryTake(FolderHandle folder)
    {
        var nameZ = PathText.EncodeZ(Path.GetFileName(folder.Path.TrimEnd('/')) + ".lock");
        try
        {
            var taken = FileLock.TryTake(folder, nameZ);
            return taken is null ? null : new CacheLock(folder, nameZ, taken);
        }
        catch (PosixException)
        {
            return new CacheLock(folder, nameZ, null);
        }
    }

    public void Dispose()
    {
        if (_lock is null)
        {
            return;
        }

        _folder.TryUnlink(_nameZ);
        _lock.Dispose();
    }
}
