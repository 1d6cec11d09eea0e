using Tare.Http;
using Tare.Oci.Manifests;

namespace Tare.Oci.Registries;

/// <summary>
/// A blob from a registry that goes on where the transfer broke off. Progress worth the name earns new patience; a registry that
/// does not even answer had all of it from the request already.
/// </summary>
internal sealed class ResumingBlobStream(Repository repository, Descriptor blob, CancellationToken stop) : ForwardStream
{
    private const int Progress = 1 << 12;
    private Stream? _content;
    private long _done;
    private long _doneBefore;
    private int _failures;

    /// <summary>Sends the first request, so that a missing blob is found before anything is written.</summary>
    internal static async Task<ResumingBlobStream> OpenAsync(Repository repository, Descriptor blob, CancellationToken stop)
    {
        var stream = new ResumingBlobStream(repository, blob, stop);
        await stream.ConnectAsync(stop);
        return stream;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (_content is null)
            {
                await ConnectAsync(cancellationToken);
            }

            try
            {
                var read = await _content!.ReadAsync(buffer, cancellationToken);
                if (read > 0 || _done >= blob.Size || buffer.Length == 0)
                {
                    _done += read;
                    return read;
                }

                // An early end without an error: HTTP/1.0, or a proxy that gave up politely.
                await RestAsync(null, cancellationToken);
            }
            catch (HttpException exception) when (exception.IsTransient)
            {
                await RestAsync(exception, cancellationToken);
            }
        }
    }

    public override int Read(Span<byte> buffer)
    {
        var rented = System.Buffers.ArrayPool<byte>.Shared.Rent(buffer.Length);
        try
        {
            var read = ReadAsync(rented.AsMemory(0, buffer.Length), stop).AsTask().GetAwaiter().GetResult();
            rented.AsSpan(0, read).CopyTo(buffer);
            return read;
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(rented);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content?.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task ConnectAsync(CancellationToken cancel)
    {
        var (content, offset) = await repository.OpenBlobAsync(blob, _done, cancel);
        _content = content;
        var waste = new byte[1 << 16];
        for (var skip = _done - offset; skip > 0;)
        {
            var read = await content.ReadAsync(waste.AsMemory(0, (int)Math.Min(waste.Length, skip)), cancel);
            skip -= read > 0 ? read : throw new BlobMismatchException(repository.Place, blob.Digest, blob.Size, _done - skip);
        }
    }

    private async Task RestAsync(HttpException? exception, CancellationToken cancel)
    {
        _content?.Dispose();
        _content = null;
        _failures = _done - _doneBefore >= Progress ? 1 : _failures + 1;
        _doneBefore = _done;
        var options = repository.Host.Http.Options;
        if ((exception is null ? options.Retry.DelayAfter(_failures, retryAfter: null) : options.Retry.DelayAfterFailure(_failures, exception)) is not { } delay)
        {
            throw exception ?? (Exception)new BlobMismatchException(repository.Place, blob.Digest, blob.Size, _done);
        }

        options.Retrying?.Invoke(exception?.Message ?? $"{repository.Place} ended the blob {blob.Digest} early");
        await Task.Delay(delay, options.Clock, cancel);
    }
}
