using Microsoft.Win32.SafeHandles;
using Tare.Primitives.Streams;

namespace Tare.Images.Slimming;

/// <summary>Reads an open file from an offset on, beside others who read it.</summary>
internal sealed class SpoolStream(SafeFileHandle file, long offset) : ForwardStream
{
    private long _offset = offset;

    public override long Position { get => _offset; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var read = RandomAccess.Read(file, buffer, _offset);
        _offset += read;
        return read;
    }
}
