using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tare.Primitives.Posix;

/// <summary>
/// Calls on an open file, each of them exactly one system call where the framework first asks what kind of file it is. They say how
/// it went: 0, or an error number of errno(3).
/// </summary>
public static unsafe class OpenFile
{
    private const int Interrupted = 4; // EINTR

    /// <summary>Writes all bytes where the last write ended.</summary>
    public static int Append(SafeFileHandle file, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            fixed (byte* pointer = bytes)
            {
                var written = Libc.Write(Descriptor(file), pointer, (nuint)bytes.Length);
                if (written < 0 && Marshal.GetLastPInvokeError() != Interrupted)
                {
                    return Marshal.GetLastPInvokeError();
                }

                bytes = bytes[(int)Math.Max(written, 0)..];
            }
        }

        return 0;
    }

    /// <summary>Sets the time of the last change. Writing afterwards changes it again.</summary>
    public static int SetModified(SafeFileHandle file, DateTimeOffset time)
    {
        var spec = Libc.TimeSpec.Of(time);
        var times = stackalloc Libc.TimeSpec[2] { spec, spec };
        return Libc.Futimens(Descriptor(file), times) == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    // The caller holds the handle open for as long as it uses it.
    private static int Descriptor(SafeFileHandle file) => (int)file.DangerousGetHandle();
}
