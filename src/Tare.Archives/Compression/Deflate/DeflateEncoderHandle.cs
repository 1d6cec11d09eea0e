using Microsoft.Win32.SafeHandles;

namespace Tare.Archives.Compression.Deflate;

/// <summary>The tables of an encoder of libdeflate: one level, one thread at a time.</summary>
internal sealed class DeflateEncoderHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        DeflateLibrary.FreeEncoder(handle);
        return true;
    }
}
