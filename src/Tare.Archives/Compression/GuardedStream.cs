using ZstdSharp;

namespace Tare.Archives.Compression;

/// <summary>A decoder whose failures are told as Tare's own errors.</summary>
internal sealed class GuardedStream(Stream decoder, string source, string format) : ForwardStream
{
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return decoder.Read(buffer);
        }
        catch (EndOfStreamException exception)
        {
            throw new ArchiveException($"`{source}` ends in the middle of its {format} data", "it was cut off; get it again", exception);
        }
        catch (Exception exception) when (exception is InvalidDataException or ZstdException)
        {
            throw new ArchiveException(
                $"`{source}` holds damaged {format} data: {Worded(exception.Message)}", "get it again", exception);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            decoder.Dispose();
        }

        base.Dispose(disposing);
    }

    private static string Worded(string message) =>
        message.Length == 0 ? message : char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.');
}
