using System.Buffers;
using Tare.Primitives.Streams;

namespace Tare.Http.Timeouts;

/// <summary>
/// Reads an answer's content; silence for too long, next to nothing for as long, and every failure of the transport become an
/// <see cref="HttpException"/>. Only the time spent waiting counts: a reader may take as long as it likes.
/// </summary>
internal sealed class StallGuardStream(Stream inner, Uri url, HttpResponseMessage owner, (TimeSpan Stall, TimeProvider Clock) limits) : ForwardStream
{
    // A telegraph line sends more. A server that lets a byte drop now and then is as dead as one that is silent.
    private const int LeastBytes = 256;
    private TimeSpan _waited;
    private int _received;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var pending = inner.ReadAsync(buffer, cancellationToken);
        if (pending.IsCompletedSuccessfully)
        {
            return pending.Result;
        }

        using var stalled = new CancellationTokenSource(limits.Stall, limits.Clock);
        using var registration = stalled.Token.UnsafeRegister(static r => ((HttpResponseMessage)r!).Dispose(), owner);
        var started = limits.Clock.GetTimestamp();
        try
        {
            return Watched(await pending, limits.Clock.GetElapsedTime(started));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (stalled.IsCancellationRequested)
        {
            throw HttpErrors.TimedOut(url, limits.Stall, exception);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or ObjectDisposedException)
        {
            throw HttpErrors.From(url, exception, "");
        }
    }

    // Decompressors read synchronously; the thread that waits is theirs.
    public override int Read(Span<byte> buffer)
    {
        var rented = ArrayPool<byte>.Shared.Rent(buffer.Length);
        try
        {
            var read = ReadAsync(rented.AsMemory(0, buffer.Length)).AsTask().GetAwaiter().GetResult();
            rented.AsSpan(0, read).CopyTo(buffer);
            return read;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private int Watched(int read, TimeSpan waited)
    {
        (_waited, _received) = (_waited + waited, _received + read);
        if (_waited >= limits.Stall)
        {
            var received = read == 0 ? LeastBytes : _received;
            (_waited, _received) = (TimeSpan.Zero, 0);
            return received >= LeastBytes ? read : throw HttpErrors.TooSlow(url, received, limits.Stall);
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            owner.Dispose();
        }

        base.Dispose(disposing);
    }
}
