using Tare.Primitives.Posix;

namespace Tare.Conda.Cleaning.Acting;

/// <summary>One planned removal while it is carried out.</summary>
internal sealed class RemovalTask(Removal removal, FolderHandle folder, byte[] nameZ)
{
    private readonly Lock _lock = new();
    private string? _failed;

    internal Removal Removal => removal;

    /// <summary>The folder that holds the name.</summary>
    internal FolderHandle Folder => folder;

    /// <summary>The name to remove; another one after the thing was moved aside.</summary>
    internal byte[] NameZ { get; set; } = nameZ;

    /// <summary>The name it had first.</summary>
    internal byte[] OriginalNameZ { get; } = nameZ;

    internal bool IsAside => !ReferenceEquals(NameZ, OriginalNameZ);

    /// <summary>What went wrong, or null; of several things that whose path comes first, as threads come to them by chance.</summary>
    internal FailedPath? Failure { get; private set; }

    /// <summary>Why it was let be after all, or null.</summary>
    internal KeptPath? Kept { get; private set; }

    /// <summary>Every name of it is gone.</summary>
    internal bool IsDone { get; set; }

    internal bool IsPending => Failure is null && Kept is null && !IsDone;

    internal void Fail(PosixException exception) => Fail(exception.Path, PosixException.Describe(exception.Errno));

    internal void Fail(string path, string error)
    {
        lock (_lock)
        {
            if (_failed is null || string.CompareOrdinal(path, _failed) < 0)
            {
                (_failed, Failure) = (path, FailedPath.For(removal.Item.Path, path, error));
            }
        }
    }

    internal void Keep(KeptCause cause, string reason) => Kept = new KeptPath(removal.Item.Path, cause, reason, removal.Item.Size);
}
