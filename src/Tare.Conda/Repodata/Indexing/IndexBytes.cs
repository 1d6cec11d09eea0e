using System.IO.MemoryMappedFiles;

namespace Tare.Conda.Repodata.Indexing;

/// <summary>The bytes of an index: an array, or a file mapped into memory. The file is only ever replaced by renaming, never cut short.</summary>
internal sealed unsafe class IndexBytes : IDisposable
{
    private readonly ArraySegment<byte> _array;
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly byte* _pointer;
    private readonly int _length;

    public IndexBytes(ArraySegment<byte> array) => _array = array;

    private IndexBytes(MemoryMappedFile file, long length)
    {
        _file = file;
        _view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _pointer);
        _pointer += _view.PointerOffset;
        _length = (int)length;
    }

    /// <summary>All bytes.</summary>
    public ReadOnlySpan<byte> Span => _view is null ? _array : new ReadOnlySpan<byte>(_pointer, _length);

    /// <summary>Maps a file; null when there is none, or none that can be read.</summary>
    public static IndexBytes? TryMap(string path)
    {
        try
        {
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var length = RandomAccess.GetLength(handle);
            return length is > 0 and < int.MaxValue
                ? new IndexBytes(MemoryMappedFile.CreateFromFile(handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true), length)
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
        if (_view is not null)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _file!.Dispose();
        }
    }
}
