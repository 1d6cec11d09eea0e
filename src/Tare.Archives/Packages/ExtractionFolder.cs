using Microsoft.Win32.SafeHandles;
using Tare.Primitives.Posix;

namespace Tare.Archives.Packages;

/// <summary>
/// The folder that an archive is unpacked into. Every name is reached step by step through handles that refuse symbolic links, so
/// nothing an archive says leads outside, and nobody can swap a link in meanwhile. The folders on the way to the last name stay
/// open, since the next name usually shares them.
/// </summary>
internal sealed class ExtractionFolder(FolderHandle root) : IDisposable
{
    private const int FolderPermissions = 0x1ED; // rwxr-xr-x
    private const int OwnerMayWrite = 0x180; // rw-------
    private readonly List<(byte[] Name, FolderHandle Handle)> _open = [];
    private byte[] _name = new byte[256];

    /// <summary>Makes a folder and those above it; one that is there already stays.</summary>
    internal void MakeFolder(ReadOnlySpan<byte> path) => Enter(path);

    /// <summary>Makes a file with exactly these permissions, whatever the umask says; the owner can always read and write it.</summary>
    internal SafeFileHandle CreateFile(ReadOnlySpan<byte> path, int permissions)
    {
        var folder = Locate(path, out var name);
        permissions |= OwnerMayWrite;
        var file = folder.CreateFile(name, permissions);
        if ((permissions & FileCreationMask.Current) != 0)
        {
            folder.SetPermissions(name, permissions);
        }

        return file;
    }

    /// <summary>Takes away a file that the archive itself has written before.</summary>
    internal void RemoveFile(ReadOnlySpan<byte> path)
    {
        var folder = Locate(path, out var name);
        folder.Unlink(name);
    }

    internal void MakeSymbolicLink(ReadOnlySpan<byte> path, ReadOnlySpan<byte> target)
    {
        var folder = Locate(path, out var name);
        folder.MakeSymbolicLink(name, (byte[])[.. target, 0]);
    }

    /// <summary>Gives a file unpacked before a second name.</summary>
    internal void Link(ReadOnlySpan<byte> target, ReadOnlySpan<byte> path)
    {
        // The handles of the target's folders may be closed on the way to the new name, so the target's is a handle of its own.
        var slash = target.LastIndexOf((byte)'/');
        var existing = slash < 0 ? null : OpenAlone(target[..slash]);
        try
        {
            var folder = Locate(path, out var name);
            (existing ?? root).Link((byte[])[.. target[(slash + 1)..], 0], folder, name);
        }
        finally
        {
            existing?.Dispose();
        }
    }

    public void Dispose() => CloseFrom(0);

    private FolderHandle OpenAlone(ReadOnlySpan<byte> path)
    {
        FolderHandle? current = null;
        foreach (var range in path.Split((byte)'/'))
        {
            var next = (current ?? root).OpenFolder((byte[])[.. path[range], 0]);
            current?.Dispose();
            current = next;
        }

        return current!;
    }

    // The folder a path lies in, made where it is missing, and the path's last name with NUL behind it.
    private FolderHandle Locate(ReadOnlySpan<byte> path, out ReadOnlySpan<byte> nameZ)
    {
        var slash = path.LastIndexOf((byte)'/');
        var folder = slash < 0 ? root : Enter(path[..slash]);
        var name = path[(slash + 1)..];
        if (_name.Length <= name.Length)
        {
            _name = new byte[name.Length * 2];
        }

        name.CopyTo(_name);
        _name[name.Length] = 0;
        nameZ = _name.AsSpan(0, name.Length + 1);
        return folder;
    }

    private FolderHandle Enter(ReadOnlySpan<byte> path)
    {
        var depth = 0;
        foreach (var range in path.Split((byte)'/'))
        {
            var name = path[range];
            if (depth < _open.Count && !name.SequenceEqual(_open[depth].Name.AsSpan(0, _open[depth].Name.Length - 1)))
            {
                CloseFrom(depth);
            }

            if (depth == _open.Count)
            {
                byte[] nameZ = [.. name, 0];
                _open.Add((nameZ, OpenOrMake(depth == 0 ? root : _open[depth - 1].Handle, nameZ)));
            }

            depth++;
        }

        return _open[depth - 1].Handle;
    }

    private static FolderHandle OpenOrMake(FolderHandle parent, byte[] nameZ)
    {
        if (parent.TryMakeFolder(nameZ, FolderPermissions) && (FolderPermissions & FileCreationMask.Current) != 0)
        {
            parent.SetPermissions(nameZ, FolderPermissions);
        }

        return parent.OpenFolder(nameZ);
    }

    private void CloseFrom(int depth)
    {
        for (var i = _open.Count - 1; i >= depth; i--)
        {
            _open[i].Handle.Dispose();
            _open.RemoveAt(i);
        }
    }
}
