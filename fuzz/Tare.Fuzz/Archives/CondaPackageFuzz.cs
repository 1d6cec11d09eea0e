using Tare.Archives.Packages;
using Tare.Archives.Zip;

namespace Tare.Fuzz.Archives;

/// <summary>
/// .conda packages, unpacked onto a disk. Every second input is a mutated tar archive inside a sound package, since a mutation of the
/// whole rarely gets past the checksums.
/// </summary>
internal static class CondaPackageFuzz
{
    internal static readonly FuzzTarget Target = new("conda", Run, () => [Seeds.Package(".conda"), Seeds.Tar()]);

    private static void Run(ReadOnlySpan<byte> input)
    {
        var bytes = input.StartsWith("PK"u8) ? input.ToArray() : Wrap(input.ToArray());
        PackageUnpacking.Try(bytes);
    }

    private static byte[] Wrap(byte[] tar)
    {
        using var output = new MemoryStream();
        var zip = new ZipWriter(output);
        zip.Add("info-x-1-0.tar.zst", Seeds.Compressed(tar, Tare.Archives.Compression.CompressionFormat.Zstandard));
        zip.Finish();
        return output.ToArray();
    }
}
