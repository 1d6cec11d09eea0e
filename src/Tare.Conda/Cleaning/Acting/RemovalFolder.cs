using Tare.Conda.Caches;
using Tare.Primitives.Concurrency;
using Tare.Primitives.Posix;
using Tare.Primitives.Progress;

namespace Tare.Conda.Cleaning.Acting;

/// <summary>
/// A folder on its way out: one item of work. Its files go at once, its folders become items of their own, and whoever removes the
/// last of them removes the folder. Everything happens inside open folders, so no symbolic link is ever followed. Where the names are
/// known from the walk that planned the removal the folder is not read; it is when it turns out not to be empty then.
/// </summary>
internal sealed class RemovalFolder
{
    private readonly RemovalFolder? _parent;
    private readonly RemovalTask _task;
    private readonly byte[] _nameZ;
    private readonly bool _staysItself;
    private FolderNames? _names;
    private FolderHandle? _handle;
    private int _unfinished = 1;
    private bool _isOpenedUp;

    /// <summary>The top folder of what is removed.</summary>
    internal RemovalFolder(RemovalTask task)
    {
        _task = task;
        _nameZ = task.NameZ;
        _names = Known(task.Removal.Item.Names);
    }

    /// <summary>A folder that is emptied and stays.</summary>
    internal RemovalFolder(RemovalTask task, FolderHandle handle)
        : this(task) => (_handle, _staysItself, _names) = (handle, true, null);

    private RemovalFolder(RemovalFolder parent, byte[] nameZ, FolderNames? names)
    {
        _parent = parent;
        _task = parent._task;
        _nameZ = nameZ;
        _names = Known(names);
        Interlocked.Increment(ref parent._unfinished);
    }

    private FolderHandle Container => _parent?._handle ?? _task.Folder;

    internal void Process(WorkCrew<RemovalFolder> crew, byte[] buffer, ProgressMeter meter)
    {
        try
        {
            _handle ??= Container.OpenFolder(_nameZ);
            meter.Add(_names is null ? RemoveAll(crew, buffer) : RemoveKnown(crew, _names));
        }
        catch (PosixException exception) when (_handle is null && (exception.Errno == PosixException.NotFound || IsChanged(exception.Errno)))
        {
            // Another clean was quicker, or something else has the name now and is found when the parent is read.
        }
        catch (PosixException exception)
        {
            _task.Fail(exception);
        }

        Leave(crew);
    }

    private static FolderNames? Known(FolderNames? names) => names?.Files is null ? null : names;

    private bool IsChanged(int errno) => _parent?._names is not null && errno is PosixException.NotAFolder or PosixException.LinkLoop;

    private int RemoveKnown(WorkCrew<RemovalFolder> crew, FolderNames names)
    {
        for (var folder = names.First; folder is not null; folder = folder.Next)
        {
            crew.Add(new RemovalFolder(this, folder.NameZ, folder));
        }

        var count = 0;
        for (var rest = names.Files.AsSpan(); rest.Length > 0; count++)
        {
            var length = rest.IndexOf((byte)0) + 1;
            Unlink(rest[..length]);
            rest = rest[length..];
        }

        return count;
    }

    private int RemoveAll(WorkCrew<RemovalFolder> crew, byte[] buffer)
    {
        var count = 0;
        for (var entries = _handle!.Entries(buffer); entries.MoveNext();)
        {
            if (IsFolder(entries.Current))
            {
                crew.Add(new RemovalFolder(this, entries.Current.NameZ.ToArray(), null));
            }
            else
            {
                Unlink(entries.Current.NameZ);
                count++;
            }
        }

        return count;
    }

    private bool IsFolder(in FolderEntry entry) =>
        (entry.Kind != FileKind.Unknown ? entry.Kind : _handle!.Status(entry.NameZ).Kind) == FileKind.Folder;

    private void Unlink(ReadOnlySpan<byte> nameZ)
    {
        var errno = _handle!.TryUnlink(nameZ);
        if (errno == PosixException.AccessDenied && OpenUp())
        {
            errno = _handle.TryUnlink(nameZ);
        }

        if (errno is not (0 or PosixException.NotFound) && !(errno == PosixException.IsAFolder && _names is not null))
        {
            _task.Fail(Path.Join(_handle.Path, PathText.Decode(nameZ[..^1])), PosixException.Describe(errno));
        }
    }

    // Packages bring folders without write permission; their owner may change that. A folder has one name, so nobody else sees it.
    private bool OpenUp()
    {
        if (_isOpenedUp || _handle!.OwnStatus().Uid != FolderHandle.User)
        {
            return _isOpenedUp;
        }

        _handle.SetOwnPermissions(0x1C0); // rwx------
        return _isOpenedUp = true;
    }

    private void Leave(WorkCrew<RemovalFolder> crew)
    {
        if (Interlocked.Decrement(ref _unfinished) != 0)
        {
            return;
        }

        _handle?.Dispose();
        try
        {
            if (!_staysItself)
            {
                RemoveSelf();
            }
        }
        catch (PosixException exception) when (exception.Errno == PosixException.NotFound || IsChanged(exception.Errno))
        {
            // As above.
        }
        catch (PosixException exception) when (exception.Errno == PosixException.NotEmpty && _names is not null)
        {
            // Names came since the walk.
            (_names, _handle, _unfinished) = (null, null, 1);
            crew.Add(this);
            return;
        }
        catch (PosixException exception)
        {
            _task.Fail(exception);
        }

        _parent?.Leave(crew);
        _task.IsDone |= _parent is null && _task.Failure is null;
    }

    private void RemoveSelf()
    {
        try
        {
            Container.RemoveFolder(_nameZ);
        }
        catch (PosixException exception) when (exception.Errno == PosixException.AccessDenied && _parent?.OpenUp() == true)
        {
            Container.RemoveFolder(_nameZ);
        }
    }
}
