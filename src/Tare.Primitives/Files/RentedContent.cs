using System.Buffers;

namespace Tare.Primitives.Files;

/// <summary>A file's content in memory that is given back and serves for the next file: fresh memory costs more than reading.</summary>
public sealed class RentedContent : IDisposable
{
    private byte[] _bytes;
    private readonly int _length;

    private RentedContent(byte[] bytes, int length) => (_bytes, _length) = (bytes, length);

    /// <summary>The content, valid until the memory is given back.</summary>
    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, _length);

    /// <summary>Reads the whole file; <see cref="IOException"/> where that fails.</summary>
    public static RentedContent Read(string path)
    {
        using var file = File.OpenHandle(path);
        var bytes = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(RandomAccess.GetLength(file), 1), Array.MaxLength));
        var length = 0;
        for (int read; length < bytes.Length && (read = RandomAccess.Read(file, bytes.AsSpan(length), length)) > 0;)
        {
            length += read;
        }

        return new RentedContent(bytes, length);
    }

    /// <summary>As <see cref="Read"/>; null where there is no such file.</summary>
    public static RentedContent? TryRead(string path) => File.Exists(path) ? Read(path) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        var bytes = _bytes;
        _bytes = [];
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
