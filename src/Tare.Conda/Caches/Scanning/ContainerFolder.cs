using Tare.Primitives.Posix;

namespace Tare.Conda.Caches.Scanning;

/// <summary>A folder that is open already and stays open: things in it are walked, it is not. Its owner closes the handle.</summary>
internal sealed class ContainerFolder(FolderHandle handle) : ScannedFolder(handle)
{
    protected override void Visit(in FolderEntry entry, Scan scan)
    {
    }

    protected override void Fail(UnreadablePath problem, Scan scan)
    {
    }
}
