using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tare.Archives.Compression.Deflate;

/// <summary>
/// The functions of libdeflate that are used, under their own names in <c>libdeflate.h</c>. The library is part of the native binary;
/// elsewhere it is the system's, whose file carries the number of its interface and not the bare name that only its development
/// package brings.
/// </summary>
internal static unsafe partial class DeflateLibrary
{
    private const string Name = "libdeflate";

    static DeflateLibrary()
    {
        if (RuntimeFeature.IsDynamicCodeSupported)
        {
            NativeLibrary.SetDllImportResolver(typeof(DeflateLibrary).Assembly, Find);
        }
    }

    [LibraryImport(Name, EntryPoint = "libdeflate_alloc_compressor")]
    internal static partial DeflateEncoderHandle CreateEncoder(int level);

    [LibraryImport(Name, EntryPoint = "libdeflate_free_compressor")]
    internal static partial void FreeEncoder(nint encoder);

    [LibraryImport(Name, EntryPoint = "libdeflate_gzip_compress")]
    internal static partial nuint CompressGzip(DeflateEncoderHandle encoder, byte* input, nuint inputLength, byte* output, nuint outputLength);

    [LibraryImport(Name, EntryPoint = "libdeflate_gzip_compress_bound")]
    internal static partial nuint LargestGzip(DeflateEncoderHandle encoder, nuint inputLength);

    private static nint Find(string name, Assembly assembly, DllImportSearchPath? path)
    {
        foreach (var file in (string[])["libdeflate.so.0", "libdeflate.0.dylib"])
        {
            if (name == Name && NativeLibrary.TryLoad(file, assembly, path, out var handle))
            {
                return handle;
            }
        }

        // The usual search, and its error, which names the library.
        return 0;
    }
}
