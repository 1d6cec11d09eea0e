using Tare.Primitives.Posix;

namespace Tare.Primitives.Files;

/// <summary>A folder for files on their way. It goes when it is disposed, and, where its process was killed, when the next of its name is made there.</summary>
public sealed class ScratchFolder : IDisposable
{
    internal const string LockName = ".lock";
    private readonly FileStream _lock;

    /// <summary>Makes <c>NAME-</c> and a number in an existing folder.</summary>
    public ScratchFolder(string parent, string name)
    {
        using var turn = FolderLock.TryTake(parent);
        Leftovers.RemoveFolders(parent, $"{name}-", isMakingOver: turn is not null);
        Path = System.IO.Path.Combine(parent, $"{name}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path);
        _lock = new FileStream(System.IO.Path.Join(Path, LockName), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1);
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Once the lock's name was gone, another one's start took the rest away.
        }

        _lock.Dispose();
    }
}
