using Microsoft.Win32.SafeHandles;
using Tare.Archives.Tar;

namespace Tare.Images.Slimming;

/// <summary>Holds the data of inodes between the place where it stood and the place where it goes, in an unnamed temporary file.</summary>
internal sealed class DataSpool : IDisposable
{
    private readonly Dictionary<int, (long Offset, TarEntry Entry)> _places = [];
    private readonly string _folder;
    private SafeFileHandle? _file;
    private long _length;

    internal DataSpool(string folder) => _folder = folder;

    internal void Put(int inode, TarEntry entry, TarReader reader)
    {
        _file ??= File.OpenHandle(
            Path.Combine(_folder, "set-aside"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        _places[inode] = (_length, entry with { HeaderBlocks = default });
        for (var chunk = reader.ReadChunk(); chunk.Length > 0; chunk = reader.ReadChunk())
        {
            RandomAccess.Write(_file, chunk, _length);
            _length += chunk.Length;
        }
    }

    /// <summary>Writes the inode under the name of another entry.</summary>
    internal void WriteTo(TarWriter writer, int inode, ReadOnlyMemory<byte> name)
    {
        var (offset, entry) = _places[inode];
        using var content = new SpoolStream(_file!, offset);
        writer.Write(entry with { Path = name }, content);
    }

    public void Dispose() => _file?.Dispose();
}
