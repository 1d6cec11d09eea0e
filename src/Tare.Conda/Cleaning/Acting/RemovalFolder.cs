using Tare.Primitives.Concurrency;
using Tare.Primitives.Posix;
using Tare.Primitives.Progress;

namespace Tare.Conda.Cleaning.Acting;

/// <summary>
/// A folder on its way out: one item of work. Its files go at once, its folders become items of their own, and whoever removes the
/// last of them removes the folder. Everything happens inside open folders, so no symbolic link is ever followed.
/// </summary>
internal sealed class RemovalFolder
{
    private readonly RemovalFolder? _parent;
    private readonly RemovalTask _task;
    private readonly byte[] _nameZ;
    private readonly bool _staysItself;
    private FolderHandle? _handle;
    private int _unfinished = 1;
    private bool _isOpenedUp;

    /// <summary>The top folder of what is removed.</summary>
    internal RemovalFolder(RemovalTask task)
    {
        _task = task;
        _nameZ = task.NameZ;
    }

    /// <summary>A folder that is emptied and stays.</summary>
    internal RemovalFolder(RemovalTask task, FolderHandle handle)
        : this(task) => (_handle, _staysItself) = (handle, true);

    private RemovalFolder(RemovalFolder parent, ReadOnlySpan<byte> nameZ)
    {
        _parent = parent;
        _task = parent._task;
        _nameZ = nameZ.ToArray();
        Interlocked.Increment(ref parent._unfinished);
    }

    private FolderHandle Container => _parent?._handle ?? _task.Folder;

    internal void Process(WorkCrew<RemovalFolder> crew, byte[] buffer, ProgressMeter meter)
    {
        var count = 0;
        try
        {
            _handle ??= Container.OpenFolder(_nameZ);
            for (var entries = _handle.Entries(buffer); entries.MoveNext();)
            {
                if (IsFolder(entries.Current))
                {
                    crew.Add(new RemovalFolder(this, entries.Current.NameZ));
                }
                else
                {
                    Unlink(entries.Current.NameZ);
                    count++;
                }
            }
        }
        catch (PosixException exception) when (exception.Errno == PosixException.NotFound && _handle is null)
        {
            // Another clean was quicker.
        }
        catch (PosixException exception)
        {
            _task.Fail(exception);
        }

        meter.Add(count);
        Leave();
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

        if (errno is not (0 or PosixException.NotFound))
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

    private void Leave()
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
        catch (PosixException exception) when (exception.Errno == PosixException.NotFound)
        {
            // Another clean was quicker.
        }
        catch (PosixException exception)
        {
            _task.Fail(exception);
        }

        _parent?.Leave();
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
