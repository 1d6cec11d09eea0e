namespace Tare.Archives.Compression.Deflate;

/// <summary>
/// Makes gzip members (RFC 1952) of whole stretches of bytes: no name, no time, no system, so that the same bytes always give the same
/// member. For one thread at a time.
/// </summary>
internal sealed class GzipEncoder(int level) : IDisposable
{
    private const int Stored = 0;
    private readonly DeflateEncoderHandle _shrinking = Create(level);
    private readonly DeflateEncoderHandle _storing = Create(Stored);

    /// <summary>The most bytes that the member of so many bytes can have.</summary>
    internal int LargestMember(int length) => (int)DeflateLibrary.LargestGzip(_shrinking, (nuint)length);

    /// <summary>
    /// Writes the member of <paramref name="bytes"/>, shrunk or stored as they are, into <paramref name="output"/>, which has room for
    /// the largest, and returns its length.
    /// </summary>
    internal unsafe int Encode(ReadOnlySpan<byte> bytes, bool isStored, Span<byte> output)
    {
        var encoder = isStored ? _storing : _shrinking;
        fixed (byte* from = bytes)
        fixed (byte* to = output)
        {
            return (int)DeflateLibrary.CompressGzip(encoder, from, (nuint)bytes.Length, to, (nuint)output.Length);
        }
    }

    public void Dispose()
    {
        _shrinking.Dispose();
        _storing.Dispose();
    }

    private static DeflateEncoderHandle Create(int level)
    {
        var encoder = DeflateLibrary.CreateEncoder(level);
        return encoder.IsInvalid ? throw new ArchiveException("there is no memory for a gzip encoder", "free some, or use fewer threads") : encoder;
    }
}
