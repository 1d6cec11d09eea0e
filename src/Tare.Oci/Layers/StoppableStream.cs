namespace Tare.Oci.Layers;

/// <summary>A stream that is read synchronously and still ends when it is asked to stop.</summary>
internal sealed class StoppableStream(Stream inner, CancellationToken stop) : ForwardStream
{
    public override int Read(Span<byte> buffer)
    {
        stop.ThrowIfCancellationRequested();
        return inner.Read(buffer);
    }
}
