using Microsoft.Win32.SafeHandles;

namespace Tare.Oci.Layers;

/// <summary>A part of an open file, read by offset: several readers of one archive do not disturb each other.</summary>
internal sealed class FileSliceStream(SafeFileHandle file, long offset, long length) : ForwardStream
{
    private long _done;

    public override int Read(Span<byte> buffer)
    {
        var wanted = (int)Math.Min(buffer.Length, length - _done);
        var read = wanted == 0 ? 0 : RandomAccess.Read(file, buffer[..wanted], offset + _done);
        _done += read;
        return read;
    }
}
