using System.Buffers;

namespace Tare.Archives.Tar;

/// <summary>The bytes of an archive, read in large pieces and handed out without copying where that is possible.</summary>
internal sealed class TarBuffer(Stream stream) : IDisposable
{
    private const int Capacity = 256 * 1024;
    private readonly bool _canSeek = stream.CanSeek;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Capacity);
    private int _start;
    private int _end;

    /// <summary>Bytes handed out or skipped so far.</summary>
    internal long Position { get; private set; }

    /// <summary>The next bytes, exactly as many as asked for (at most a block); empty at the end, short when it is cut off.</summary>
    internal ReadOnlySpan<byte> Take(int count)
    {
        while (_end - _start < count && Fill())
        {
        }

        return Advance(Math.Min(count, _end - _start));
    }

    /// <summary>Some next bytes, at most as many as asked for; empty only at the end. Valid until the next call.</summary>
    internal ReadOnlySpan<byte> TakeSome(long most)
    {
        if (_start == _end)
        {
            Fill();
        }

        return Advance((int)Math.Min(most, _end - _start));
    }

    /// <summary>Fills the span as far as the archive goes; large spans are filled past the buffer.</summary>
    internal int Read(Span<byte> destination)
    {
        if (_start == _end && destination.Length >= Capacity)
        {
            var read = stream.Read(destination);
            Position += read;
            return read;
        }

        var some = TakeSome(destination.Length);
        some.CopyTo(destination);
        return some.Length;
    }

    /// <summary>Passes over bytes; false when the archive ends before.</summary>
    internal bool Skip(long count)
    {
        var buffered = (int)Math.Min(count, _end - _start);
        Advance(buffered);
        count -= buffered;
        if (count > Capacity && _canSeek)
        {
            if (count > stream.Length - stream.Position)
            {
                return false;
            }

            stream.Seek(count, SeekOrigin.Current);
            Position += count;
            return true;
        }

        while (count > 0)
        {
            var some = TakeSome(count).Length;
            if (some == 0)
            {
                return false;
            }

            count -= some;
        }

        return true;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private ReadOnlySpan<byte> Advance(int count)
    {
        var span = _bytes.AsSpan(_start, count);
        _start += count;
        Position += count;
        return span;
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
            (_start, _end) = (0, _end - _start);
        }

        var read = stream.Read(_bytes, _end, _bytes.Length - _end);
        _end += read;
        return read > 0;
    }
}
