using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Tare.Archives.Compression;

/// <summary>
/// A piece of a gzip stream that one thread compresses by itself: deflate data that ends on a whole byte and looks back at nothing
/// before it, so that the pieces of all threads, one behind the other, are one ordinary member. What deflate cannot shrink is stored
/// (RFC 1951, 3.2.4) without being tried.
/// </summary>
internal sealed class GzipBlock : IDisposable
{
    internal const int Capacity = 1 << 20;

    // Behind a shorter stored stretch the window would still have had something to offer.
    private const int ShortestStored = 2 * DenseData.PieceLength;
    private const int LongestStored = ushort.MaxValue;
    private readonly MemoryStream _data = new(Capacity / 2);
    private readonly DenseData _density = new();
    private readonly ManualResetEventSlim _done = new(initialState: true);
    private Exception? _failure;

    /// <summary>The bytes to compress.</summary>
    internal byte[] Input { get; } = new byte[Capacity];

    /// <summary>How many of <see cref="Input"/> are filled.</summary>
    internal int Filled { get; set; }

    /// <summary>The checksum of the input.</summary>
    internal uint Crc { get; private set; }

    /// <summary>The compressed piece, without gzip's header and trailer.</summary>
    internal ReadOnlySpan<byte> Data => _data.GetBuffer().AsSpan(0, (int)_data.Length);

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
            _data.SetLength(0);
            Crc = Crc32.HashToUInt32(Input.AsSpan(0, Filled));
            CompressRuns(level);
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
        _data.Dispose();
    }

    private void CompressRuns(int level)
    {
        _density.Reset();
        var written = 0;
        for (var at = 0; at < Filled;)
        {
            var end = DenseUntil(at);
            if (end - at >= ShortestStored)
            {
                Deflate(written, at, level);
                Store(at, end);
                written = end;
            }

            at = Math.Min(Math.Max(end, at + DenseData.PieceLength), Filled);
        }

        Deflate(written, Filled, level);
    }

    private int DenseUntil(int start)
    {
        while (start < Filled && _density.IsDense(Input.AsSpan(0, Filled), start))
        {
            start += DenseData.PieceLength;
        }

        return start;
    }

    private void Deflate(int start, int end, int level)
    {
        if (start == end)
        {
            return;
        }

        // A flush ends the data on a whole byte; the empty last block that closing adds is cut off again.
        using var encoder = new DeflateStream(_data, new ZLibCompressionOptions { CompressionLevel = level }, leaveOpen: true);
        encoder.Write(Input, start, end - start);
        encoder.Flush();
        var length = _data.Length;
        encoder.Dispose();
        _data.SetLength(length);
    }

    private void Store(int start, int end)
    {
        Span<byte> header = stackalloc byte[5];
        header[0] = 0;
        for (int length; start < end; start += length)
        {
            length = Math.Min(end - start, LongestStored);
            BinaryPrimitives.WriteUInt16LittleEndian(header[1..], (ushort)length);
            BinaryPrimitives.WriteUInt16LittleEndian(header[3..], (ushort)~length);
            _data.Write(header);
            _data.Write(Input, start, length);
        }
    }
}
