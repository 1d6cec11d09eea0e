using Tare.Primitives.Posix;

namespace Tare.Conda.Caches.Scanning;

/// <summary>
/// A folder of an environment. Names are read, but no status: only symbolic links and names that a conda tool gives to what it
/// sets aside cost another call.
/// </summary>
internal sealed class PrefixFolder : ScannedFolder
{
    private readonly PrefixTally _prefix;
    private readonly bool _isTop;

    /// <summary>The environment itself, or a folder to search.</summary>
    internal PrefixFolder(FolderHandle handle, PrefixTally prefix)
        : base(handle) => (_prefix, _isTop) = (prefix, true);

    private PrefixFolder(ScannedFolder parent, ReadOnlySpan<byte> nameZ, PrefixTally prefix)
        : base(parent, nameZ) => _prefix = prefix;

    // Caches and other environments inside this one are walked on their own.
    protected override bool IsWanted(Scan scan) => _isTop || !scan.IsRoot(Handle.Path);

    protected override void Visit(in FolderEntry entry, Scan scan)
    {
        switch (KindOf(in entry))
        {
            case FileKind.Folder:
                scan.Add(new PrefixFolder(this, entry.NameZ, _prefix));
                break;
            case FileKind.SymbolicLink:
                if (_prefix.WithLinks)
                {
                    _prefix.Link(Handle.Path, Handle.ReadLink(entry.NameZ), scan);
                }

                break;
        }

        if (_prefix.WithReplacedFiles && IsReplaced(entry.Name))
        {
            AddReplaced(in entry);
        }
    }

    protected override void Fail(UnreadablePath problem, Scan scan)
    {
        if (problem.Errno != PosixException.NotFound)
        {
            _prefix.Fail(problem);
        }
    }

    private static bool IsReplaced(ReadOnlySpan<byte> name) =>
        name.EndsWith(".c~"u8) || name.EndsWith(".trash"u8) || name.IndexOf("a_trash"u8) >= 0;

    private void AddReplaced(in FolderEntry entry)
    {
        if (KindOf(in entry) == FileKind.Folder)
        {
            return;
        }

        var name = PathText.Decode(entry.Name);
        var original = CacheNames.IsTrash(name) ? null : CacheNames.Replaced(name);
        if (original is null && !CacheNames.IsTrash(name))
        {
            return;
        }

        var status = Handle.Status(entry.NameZ);
        _prefix.Add(new ReplacedFile(
            Path.Join(Handle.Path, name), original is null ? null : Path.Join(Handle.Path, original), status.Links > 1 ? 0 : status.Size));
    }
}
