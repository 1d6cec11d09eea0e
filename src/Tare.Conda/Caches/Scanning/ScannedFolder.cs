using Tare.Primitives.Posix;

namespace Tare.Conda.Caches.Scanning;

/// <summary>
/// One folder of the walk: one item of work. It is opened inside its parent, which stays open until the last of its children has
/// been, so that no name is ever looked up along a path that somebody could bend.
/// </summary>
internal abstract class ScannedFolder
{
    private const int DeepestNesting = 4000;

    private readonly ScannedFolder? _parent;
    private readonly byte[] _nameZ;
    private readonly int _depth;
    private FolderHandle? _handle;
    private int _holders = 1;

    /// <summary>A folder that lies in one which is being scanned.</summary>
    protected ScannedFolder(ScannedFolder parent, ReadOnlySpan<byte> nameZ)
    {
        _parent = parent;
        _nameZ = nameZ.ToArray();
        _depth = parent._depth + 1;
        Interlocked.Increment(ref parent._holders);
    }

    /// <summary>A folder where the walk begins; it is already open.</summary>
    protected ScannedFolder(FolderHandle handle)
    {
        _handle = handle;
        _nameZ = [];
    }

    protected FolderHandle Handle => _handle!;

    /// <summary>The name in the parent, with NUL; empty where the walk begins.</summary>
    protected byte[] NameZ => _nameZ;

    /// <summary>Looks at every name of the folder.</summary>
    internal void Process(Scan scan, ScanWorker worker)
    {
        try
        {
            Open();
            Begin(worker);
            if (IsWanted(scan))
            {
                foreach (var entry in new EntryLoop(Handle.Entries(worker.Buffer)))
                {
                    VisitIfThere(in entry, scan);
                }
            }
        }
        catch (PosixException exception)
        {
            Fail(new UnreadablePath(exception.Path, exception.Errno), scan);
        }
        finally
        {
            Finish(scan);
            Release();
        }
    }

    /// <summary>The folder is to be read; it is open.</summary>
    protected virtual bool IsWanted(Scan scan) => true;

    /// <summary>The folder is open; this thread will read it.</summary>
    protected virtual void Begin(ScanWorker worker)
    {
    }

    /// <summary>Takes note of one name.</summary>
    protected abstract void Visit(in FolderEntry entry, Scan scan);

    /// <summary>Takes note that the folder, or a name in it, could not be looked at.</summary>
    protected abstract void Fail(UnreadablePath problem, Scan scan);

    /// <summary>All names were seen, or the folder could not be read.</summary>
    protected virtual void Finish(Scan scan)
    {
    }

    protected FileKind KindOf(in FolderEntry entry) => entry.Kind != FileKind.Unknown ? entry.Kind : Handle.Status(entry.NameZ).Kind;

    // A name may go while we look (a running install, another clean). What is gone needs no care.
    private void VisitIfThere(in FolderEntry entry, Scan scan)
    {
        try
        {
            Visit(in entry, scan);
        }
        catch (PosixException exception) when (exception.Errno == PosixException.NotFound)
        {
        }
    }

    private void Open()
    {
        if (_parent is null)
        {
            return;
        }

        try
        {
            if (_depth > DeepestNesting)
            {
                throw new PosixException("open folder", $"{_parent.Handle.Path}/…", PosixException.LinkLoop);
            }

            _handle = _parent.Handle.OpenFolder(_nameZ);
        }
        finally
        {
            _parent.Release();
        }
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            _handle?.Dispose();
        }
    }

    // FolderEntries is a ref struct without GetEnumerator; this lends it foreach.
    private ref struct EntryLoop(FolderEntries entries)
    {
        private FolderEntries _entries = entries;

        public readonly FolderEntry Current => _entries.Current;

        public readonly EntryLoop GetEnumerator() => this;

        public bool MoveNext() => _entries.MoveNext();
    }
}
