using Microsoft.Win32.SafeHandles;
using Tare.Primitives.Posix;

namespace Tare.Conda.Linking;

/// <summary>An extracted package in the cache, read through a handle of the folder that was asked for last.</summary>
internal sealed class SourceFolder(string path) : IDisposable
{
    private string? _name;
    private FolderHandle? _handle;

    internal FolderHandle FolderOf(string file)
    {
        var name = file.AsSpan(0, Math.Max(file.LastIndexOf('/'), 0));
        if (_handle is null || !name.SequenceEqual(_name))
        {
            _handle?.Dispose();
            _handle = FolderHandle.Open(Path.Join(path, name));
            _name = name.ToString();
        }

        return _handle;
    }

    internal FileStatus Status(string file) => FolderOf(file).Status(PrefixFolder.NameOf(file));

    internal int Permissions(string file) => Status(file).Permissions;

    internal SafeFileHandle Open(string file) => FolderOf(file).OpenFile(PrefixFolder.NameOf(file));

    internal byte[] ReadAll(string file)
    {
        using var handle = Open(file);
        var content = new byte[RandomAccess.GetLength(handle)];
        for (var read = 0; read < content.Length;)
        {
            var count = RandomAccess.Read(handle, content.AsSpan(read), read);
            if (count == 0)
            {
                throw new LinkException($"`{Path.Join(path, file)}` became shorter while it was read", "run the command again");
            }

            read += count;
        }

        return content;
    }

    internal void CopySymbolicLink(string file, FolderHandle folder, byte[] name)
    {
        var link = FolderOf(file).ReadLink(PrefixFolder.NameOf(file));
        folder.MakeSymbolicLink(name, (byte[])[.. link, 0]);
    }

    public void Dispose() => _handle?.Dispose();
}
