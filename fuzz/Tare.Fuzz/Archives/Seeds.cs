using Tare.Archives.Compression;
using Tare.Archives.Packages;
using Tare.Archives.Tar;

namespace Tare.Fuzz.Archives;

/// <summary>Small well-formed archives.</summary>
internal static class Seeds
{
    internal static byte[] Tar()
    {
        using var output = new MemoryStream();
        using var writer = new TarWriter(output);
        var long1 = System.Text.Encoding.UTF8.GetBytes("folder/" + new string('n', 150) + "/é");
        writer.Write(new TarEntry { Path = "info/index.json"u8.ToArray() }, "{\"name\": \"a\"}"u8);
        writer.Write(new TarEntry { Path = "info/paths.json"u8.ToArray() }, Paths());
        writer.Write(new TarEntry { Path = "folder"u8.ToArray(), Kind = TarEntryKind.Folder, Mode = 0x1ED });
        writer.Write(new TarEntry { Path = long1, ModifiedSeconds = -1, ModifiedNanoseconds = 5, Attributes = [new TarAttribute("user.a", new byte[9])] }, "x"u8);
        writer.Write(new TarEntry { Path = "folder/link"u8.ToArray(), Kind = TarEntryKind.SymbolicLink, LinkTarget = "../info"u8.ToArray() });
        writer.Write(new TarEntry { Path = "hard"u8.ToArray(), Kind = TarEntryKind.HardLink, LinkTarget = "info/index.json"u8.ToArray() });
        writer.Finish();
        return output.ToArray();
    }

    internal static byte[] Paths() =>
        "{\"paths\": [{\"_path\": \"hard\", \"path_type\": \"hardlink\", \"size_in_bytes\": 13, \"prefix_placeholder\": \"/opt\", \"file_mode\": \"text\"}], \"paths_version\": 1}"u8.ToArray();

    internal static byte[] Compressed(byte[] content, CompressionFormat format)
    {
        using var output = new MemoryStream();
        using var stream = CompressingStream.Create(output, format, new CompressionOptions { LeaveOpen = true, Threads = 1 });
        stream.Write(content);
        stream.Finish();
        return output.ToArray();
    }

    internal static IEnumerable<byte[]> CompressedSamples(CompressionFormat format)
    {
        yield return Compressed([], format);
        yield return Compressed(Tar(), format);
        yield return Compressed(new byte[40_000], format);
        yield return [.. Compressed("first"u8.ToArray(), format), .. Compressed("second"u8.ToArray(), format)];
    }

    internal static byte[] Package(string ending)
    {
        var path = Path.Combine(Path.GetTempPath(), $"tare-fuzz-{Guid.NewGuid():N}{ending}");
        PackageWriter.Write(path, [PackageFile.Of("info/index.json", "{}"u8.ToArray()), PackageFile.Of("hard", new byte[13]), PackageFile.Of("info/paths.json", Paths())]);
        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }

    /// <summary>Reads a compressed stream to its end, but no more than so many bytes.</summary>
    internal static void Drain(ReadOnlySpan<byte> input, int most = 1 << 24)
    {
        using var stream = Decompression.Open(new MemoryStream(input.ToArray()), "input", threads: 1);
        var buffer = new byte[1 << 16];
        for (int read, sum = 0; sum < most && (read = stream.Read(buffer)) > 0; sum += read)
        {
        }
    }
}
