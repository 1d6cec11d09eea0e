using System.Buffers.Binary;
using System.IO.Compression;

namespace Tare.Archives.Compression;

/// <summary>
/// A piece of a gzip stream that one thread compresses by itself: deflate data that ends on a whole byte and looks back at nothing
/// before it, so that the pieces of all threads, one behind the other, are one ordinary member.
/// </summary>
internal sealed class GzipBlock : IDisposable
{
    internal const int Capacity = 1 << 20;
    private const int HeaderLength = 10;
    private const int TrailerLength = 8;
    private readonly MemoryStream _member = new(Capacity / 2);
    private readonly ManualResetEventSlim _done = new(initialState: true);
    private Exception? _failure;
    private int _dataLength;

    /// <summary>The bytes to compress.</summary>
    internal byte[] Input { get; } = new byte[Capacity];

    /// <summary>How many of <see cref="Input"/> are filled.</summary>
    internal int Filled { get; set; }

    /// <summary>The checksum of the input.</summary>
    internal uint Crc { get; private set; }

    /// <summary>The compressed piece, without gzip's header and trailer.</summary>
    internal ReadOnlySpan<byte> Data => _member.GetBuffer().AsSpan(HeaderLength, _dataLength);

    internal void Start() => _done.Reset();

    internal void Wait()
    {
        _done.Wait();
        if (_failure is not null)
        {
            throw new InvalidOperationException("a compressing thread failed", _failure);
        }
    }

    /// <summary>Runs on a compressing thread.</summary>
    internal void Compress(int level)
    {
        try
        {
            // The framework's encoder makes a whole member: a header, the data up to the flush, an empty last block and the checksum.
            _member.SetLength(0);
            using (var encoder = new GZipStream(_member, new ZLibCompressionOptions { CompressionLevel = level }, leaveOpen: true))
            {
                encoder.Write(Input, 0, Filled);
                encoder.Flush();
                _dataLength = (int)_member.Length - HeaderLength;
            }

            Crc = BinaryPrimitives.ReadUInt32LittleEndian(_member.GetBuffer().AsSpan((int)_member.Length - TrailerLength));
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or OutOfMemoryException)
        {
            _failure = exception;
        }
        finally
        {
            _done.Set();
        }
    }

    public void Dispose()
    {
        _done.Wait();
        _done.Dispose();
        _member.Dispose();
    }
}
