using System.Buffers;
using Tare.Primitives.Posix;

namespace Tare.Conda.Caches.Scanning;

/// <summary>A folder inside a cached thing (or the thing itself): every name's status is read.</summary>
internal sealed class ItemFolder : ScannedFolder
{
    private enum Place
    {
        Top,
        Info,
        Deeper,
    }

    private readonly ItemTally _tally;
    private readonly Place _place;
    private readonly bool _isInfo;
    private readonly FolderNames? _names;
    private ArrayBufferWriter<byte>? _files;
    private FolderTally _sums;
    private byte[] _firstName = [];
    private int _firstLength;

    /// <summary>The top folder of a thing.</summary>
    internal ItemFolder(ScannedFolder parent, ReadOnlySpan<byte> nameZ, ItemTally tally)
        : base(parent, nameZ)
    {
        _tally = tally;
        _names = tally.RememberNames(NameZ);
        tally.EnterFolder();
    }

    /// <summary>The top folder of a thing, opened by its path.</summary>
    internal ItemFolder(FolderHandle handle, ItemTally tally)
        : base(handle)
    {
        _tally = tally;
        tally.EnterFolder();
    }

    private ItemFolder(ItemFolder parent, ReadOnlySpan<byte> nameZ, Place place)
        : base(parent, nameZ)
    {
        _tally = parent._tally;
        _place = place;
        _isInfo = parent._isInfo || place == Place.Info;
        _names = parent._names is null ? null : new FolderNames(NameZ);
        _tally.EnterFolder();
    }

    protected override bool IsWanted(Scan scan)
    {
        if (_place == Place.Top || !FolderHandle.IsRoot)
        {
            var own = Handle.OwnStatus();
            _sums.LastUsed = _place == Place.Top ? own.Modified.ToUnixTimeSeconds() : 0;

            // The owner may give himself the right to write; nobody else can.
            if (own.Uid != FolderHandle.User && Handle.WriteObstacle([]) is not 0 and var errno)
            {
                _sums.Protected = new UnreadablePath(Handle.Path, errno);
            }
        }

        return true;
    }

    protected override void Begin(ScanWorker worker)
    {
        worker.Linked.Clear();
        _sums.Linked = worker.Linked;
        _firstName = worker.FirstName;
        worker.Names.ResetWrittenCount();
        _files = _names is null ? null : worker.Names;
    }

    protected override void Visit(in FolderEntry entry, Scan scan)
    {
        if (KindOf(in entry) == FileKind.Folder)
        {
            var place = _place == Place.Top && entry.Name.SequenceEqual("info"u8) ? Place.Info : Place.Deeper;
            var folder = new ItemFolder(this, entry.NameZ, place);
            if (folder._names is { } names)
            {
                _names!.Add(names);
            }

            scan.Add(folder);
            return;
        }

        _files?.Write(entry.NameZ);
        var status = Handle.Status(entry.NameZ);
        _sums.Add(in status);
        if (status.IsProtected)
        {
            _sums.Protected ??= new UnreadablePath(Path.Join(Handle.Path, PathText.Decode(entry.Name)), PosixException.NotPermitted);
        }

        if (_firstLength == 0 || entry.Name.SequenceCompareTo(_firstName.AsSpan(0, _firstLength)) < 0)
        {
            entry.Name.CopyTo(_firstName);
            _firstLength = entry.Name.Length;
        }

        if (_place == Place.Info && entry.Name.SequenceEqual("index.json"u8))
        {
            _tally.HasIndex = true;
        }
    }

    protected override void Fail(UnreadablePath problem, Scan scan)
    {
        _files = null;
        if (problem.Errno != PosixException.NotFound)
        {
            _tally.Fail(problem);
        }
    }

    protected override void Finish(Scan scan)
    {
        scan.Meter.Add(_sums.Files);
        if (_files is { } files && scan.TryTakeRoomForNames(files.WrittenCount + FolderNames.Overhead))
        {
            _names!.Files = files.WrittenSpan.ToArray();
        }

        _sums.FirstFile = _firstLength == 0 || _isInfo ? null : Path.Join(Handle.Path, PathText.Decode(_firstName.AsSpan(0, _firstLength)));
        _tally.LeaveFolder(in _sums, scan);
    }
}
