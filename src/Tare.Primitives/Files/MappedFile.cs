using System.IO.MemoryMappedFiles;

namespace Tare.Primitives.Files;

/// <summary>
/// A file mapped into memory: only the parts looked at are read. For files that are replaced by renaming and never cut short, such
/// as libraries and this program's own.
/// </summary>
public sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _pointer;
    private readonly int _length;

    private MappedFile(MemoryMappedFile file, long length)
    {
        _file = file;
        _view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _pointer);
        _pointer += _view.PointerOffset;
        _length = (int)length;
    }

    /// <summary>All bytes, valid until the file is disposed.</summary>
    public ReadOnlySpan<byte> Span => new(_pointer, _length);

    /// <summary>Maps a file; null when there is none, or none that can be read.</summary>
    public static MappedFile? TryMap(string path)
    {
        try
        {
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var length = RandomAccess.GetLength(handle);
            return length is > 0 and < int.MaxValue
                ? new MappedFile(MemoryMappedFile.CreateFromFile(handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true), length)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
