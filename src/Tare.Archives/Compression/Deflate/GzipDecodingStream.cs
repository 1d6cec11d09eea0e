using System.IO.Compression;

namespace Tare.Archives.Compression.Deflate;

/// <summary>
/// Reads gzip data and finds out when it was cut off, which the framework's own stream passes over in silence. At the end of the
/// input a further, known member is put behind it: whole data ends with that member's content, cut data swallows it.
/// </summary>
internal sealed class GzipDecodingStream : ForwardStream
{
    private static readonly byte[] Mark = [.. "tare: end of the gzip data"u8];
    private static readonly byte[] MarkMember = MakeMember();
    private readonly MarkedInput _input;
    private readonly GZipStream _decoder;
    private byte[]? _tail;
    private int _tailGiven;

    internal GzipDecodingStream(Stream compressed)
    {
        _input = new MarkedInput(compressed);
        _decoder = new GZipStream(_input, CompressionMode.Decompress);
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.Length == 0)
        {
            return 0;
        }

        if (_tail is null)
        {
            var read = Decode(buffer);
            if (!_input.IsMarkGiven)
            {
                return read;
            }

            _tail = ReadTail(buffer[..read]);
        }

        var count = Math.Min(buffer.Length, _tail.Length - _tailGiven);
        _tail.AsSpan(_tailGiven, count).CopyTo(buffer);
        _tailGiven += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _decoder.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Decode(Span<byte> buffer)
    {
        try
        {
            return _decoder.Read(buffer);
        }
        catch (InvalidDataException) when (_input.IsMarkGiven)
        {
            throw new EndOfStreamException();
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException("a checksum or a code is wrong", exception);
        }
    }

    // What is left comes from the decoder's last few kilobytes of input.
    private byte[] ReadTail(ReadOnlySpan<byte> first)
    {
        using var rest = new MemoryStream();
        rest.Write(first);
        Span<byte> buffer = stackalloc byte[4096];
        for (var read = Decode(buffer); read > 0; read = Decode(buffer))
        {
            rest.Write(buffer[..read]);
        }

        var tail = rest.GetBuffer().AsSpan(0, (int)rest.Length);
        return tail.EndsWith(Mark) ? tail[..^Mark.Length].ToArray() : throw new EndOfStreamException();
    }

    private static byte[] MakeMember()
    {
        using var member = new MemoryStream();
        using (var encoder = new GZipStream(member, CompressionLevel.Optimal, leaveOpen: true))
        {
            encoder.Write(Mark);
        }

        return member.ToArray();
    }

    /// <summary>The input, and the further member behind it.</summary>
    private sealed class MarkedInput(Stream inner) : ForwardStream
    {
        private int _given = -1;

        internal bool IsMarkGiven => _given >= 0;

        public override int Read(Span<byte> buffer)
        {
            var read = IsMarkGiven ? 0 : inner.Read(buffer);
            if (read > 0)
            {
                return read;
            }

            _given = Math.Max(_given, 0);
            var count = Math.Min(buffer.Length, MarkMember.Length - _given);
            MarkMember.AsSpan(_given, count).CopyTo(buffer);
            _given += count;
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
