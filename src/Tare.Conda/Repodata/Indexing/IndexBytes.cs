using Tare.Primitives.Files;

namespace Tare.Conda.Repodata.Indexing;

/// <summary>The bytes of an index: an array, or a file mapped into memory. The file is only ever replaced by renaming, never cut short.</summary>
internal sealed class IndexBytes : IDisposable
{
    private readonly ArraySegment<byte> _array;
    private readonly MappedFile? _file;

    public IndexBytes(ArraySegment<byte> array) => _array = array;

    private IndexBytes(MappedFile file) => _file = file;

    /// <summary>All bytes.</summary>
    public ReadOnlySpan<byte> Span => _file is null ? _array : _file.Span;

    /// <summary>Maps a file; null when there is none, or none that can be read.</summary>
    public static IndexBytes? TryMap(string path) => MappedFile.TryMap(path) is { } file ? new IndexBytes(file) : null;

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();
}
