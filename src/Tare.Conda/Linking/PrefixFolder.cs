using System.Text;
using Microsoft.Win32.SafeHandles;
using Tare.Primitives.Posix;

namespace Tare.Conda.Linking;

/// <summary>
/// The folder that packages are linked into. The folders on the way to the last path stay open, since the next path usually
/// shares them. A symbolic link on the way, such as <c>lib64 -> lib</c> that another package brought, is followed while it stays
/// inside the folder, and refused where it leads out.
/// </summary>
public sealed class PrefixFolder : IDisposable
{
    private const int FolderPermissions = 0x1FD; // rwxrwxr-x, as conda makes them; the umask applies
    private readonly FolderHandle _root;
    private readonly string _rootPath;
    private readonly List<(string Name, FolderHandle Handle)> _open = [];

    /// <summary>Opens the folder, which must exist.</summary>
    public PrefixFolder(string path)
    {
        _root = FolderHandle.Open(path);
        _rootPath = path;
    }

    /// <summary>The folder that a path lies in, made where it is missing.</summary>
    public FolderHandle FolderOf(ReadOnlySpan<char> path) =>
        path.LastIndexOf('/') is var slash and >= 0 ? Enter(path[..slash]) : _root;

    /// <summary>The last name of a path, with NUL behind it.</summary>
    public static byte[] NameOf(ReadOnlySpan<char> path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var bytes = new byte[Encoding.UTF8.GetByteCount(name) + 1];
        Encoding.UTF8.GetBytes(name, bytes);
        return bytes;
    }

    /// <summary>Makes a folder and those above it.</summary>
    public void MakeFolder(ReadOnlySpan<char> path) => Enter(path);

    /// <summary>Makes a new file.</summary>
    public SafeFileHandle CreateFile(ReadOnlySpan<char> path, int permissions) => FolderOf(path).CreateFile(NameOf(path), permissions);

    /// <inheritdoc/>
    public void Dispose()
    {
        CloseFrom(0);
        _root.Dispose();
    }

    private FolderHandle Enter(ReadOnlySpan<char> path)
    {
        var depth = 0;
        foreach (var range in path.Split('/'))
        {
            var name = path[range];
            if (depth < _open.Count && !name.SequenceEqual(_open[depth].Name))
            {
                CloseFrom(depth);
            }

            if (depth == _open.Count)
            {
                _open.Add((name.ToString(), OpenOrMake(depth == 0 ? _root : _open[depth - 1].Handle, NameOf(name))));
            }

            depth++;
        }

        return _open[depth - 1].Handle;
    }

    private FolderHandle OpenOrMake(FolderHandle parent, byte[] name)
    {
        var error = parent.TryOpenFolder(name, out var folder);
        if (error == PosixException.NotFound)
        {
            // Another thread may have made it meanwhile.
            parent.TryMakeFolder(name, FolderPermissions);
            error = parent.TryOpenFolder(name, out folder);
        }

        return folder ?? (error is PosixException.LinkLoop or PosixException.NotAFolder
            ? FollowLink(parent, name, error)
            : throw new PosixException("open folder", Path.Join(parent.Path, Encoding.UTF8.GetString(name.AsSpan(..^1))), error));
    }

    private FolderHandle FollowLink(FolderHandle parent, byte[] name, int error)
    {
        var path = Path.Join(parent.Path, Encoding.UTF8.GetString(name.AsSpan(..^1)));
        var target = new DirectoryInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName;
        var root = new DirectoryInfo(_rootPath).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(_rootPath);
        if (target is null || File.Exists(target) || !target.StartsWith(root.TrimEnd('/') + "/", StringComparison.Ordinal))
        {
            throw new LinkException($"`{path}` is not a folder of the environment", "a package brings a file or a link where another needs a folder", new PosixException("open folder", path, error));
        }

        Directory.CreateDirectory(target);
        return FolderHandle.Open(target);
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
