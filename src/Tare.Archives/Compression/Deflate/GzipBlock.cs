namespace Tare.Archives.Compression.Deflate;

/// <summary>
/// A piece of a gzip stream that one thread compresses by itself, into members of its own: one, or one for each stretch where what
/// deflate cannot shrink is stored (RFC 1951, 3.2.4) without being tried.
/// </summary>
internal sealed class GzipBlock : IDisposable
{
    internal const int Capacity = 1 << 20;

    // Behind a shorter stored stretch the window would still have had something to offer.
    private const int ShortestStored = 2 * DenseData.PieceLength;
    private readonly DenseData _density = new();
    private readonly ManualResetEventSlim _done = new(initialState: true);
    private byte[] _data = [];
    private int _length;
    private Exception? _failure;

    /// <summary>The bytes to compress.</summary>
    internal byte[] Input { get; } = GC.AllocateUninitializedArray<byte>(Capacity);

    /// <summary>How many of <see cref="Input"/> are filled.</summary>
    internal int Filled { get; set; }

    /// <summary>The members.</summary>
    internal ReadOnlySpan<byte> Data => _data.AsSpan(0, _length);

    internal void Start() => _done.Reset();

    internal void Wait()
    {
        _done.Wait();
        if (_failure is not null)
        {
            throw new InvalidOperationException("a compressing thread failed", _failure);
        }
    }

    /// <summary>Runs on a compressing thread, whose encoder it is.</summary>
    internal void Compress(GzipEncoder encoder)
    {
        try
        {
            CompressStretches(encoder);
        }
        catch (Exception exception) when (exception is InvalidOperationException or OutOfMemoryException)
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
    }

    private void CompressStretches(GzipEncoder encoder)
    {
        _density.Reset();
        _length = 0;
        var written = 0;
        for (var at = 0; at < Filled;)
        {
            var end = DenseUntil(at);
            if (end - at >= ShortestStored)
            {
                Append(encoder, written..at, isStored: false);
                Append(encoder, at..end, isStored: true);
                written = end;
            }

            at = Math.Min(Math.Max(end, at + DenseData.PieceLength), Filled);
        }

        // A stream without a byte is one member too.
        if (written < Filled || Filled == 0)
        {
            Append(encoder, written..Filled, isStored: false);
        }
    }

    private int DenseUntil(int start)
    {
        while (start < Filled && _density.IsDense(Input.AsSpan(0, Filled), start))
        {
            start += DenseData.PieceLength;
        }

        return start;
    }

    private void Append(GzipEncoder encoder, Range stretch, bool isStored)
    {
        var bytes = Input.AsSpan(stretch);
        if (bytes.IsEmpty && Filled > 0)
        {
            return;
        }

        var room = _length + encoder.LargestMember(bytes.Length);
        if (_data.Length < room)
        {
            Grow(Math.Max(room, encoder.LargestMember(Filled)));
        }

        _length += encoder.Encode(bytes, isStored, _data.AsSpan(_length));
    }

    private void Grow(int room)
    {
        var larger = GC.AllocateUninitializedArray<byte>(room);
        Data.CopyTo(larger);
        _data = larger;
    }
}
