using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Tare.Archives.Compression;
using Tare.Primitives;
using Tare.Testing;
using Tare.Testing.Images;
using Tare.Testing.Registries;

namespace Tare.Cli.Tests.Images;

/// <summary>Images that are damaged, lie or attack, each written to <c>bad</c> or <c>bad.tar</c> in a folder.</summary>
internal static class HostileImages
{
    private const string Index = "application/vnd.oci.image.index.v1+json";
    private const string Manifest = "application/vnd.oci.image.manifest.v1+json";

    /// <summary>A layout whose layers have these entries.</summary>
    internal static Action<TemporaryFolder> Layers(params Action<TestLayer>[] layers) => folder =>
    {
        var image = new TestImage();
        Array.ForEach(layers, fill => image.Layer("RUN something", fill));
        image.Write($"oci:{folder["bad"]}:1");
    };

    /// <summary>A good layout of which the largest blob, a layer, is changed afterwards.</summary>
    internal static Action<TemporaryFolder> Blob(Func<byte[], byte[]> change) => folder =>
    {
        ImageFolder.Write(folder["bad"], layers: 1, bytes: 40_000);
        var blob = Directory.GetFiles(folder["bad", "blobs", "sha256"]).MaxBy(f => new FileInfo(f).Length)!;
        File.WriteAllBytes(blob, change(File.ReadAllBytes(blob)));
    };

    /// <summary>A layout of which the manifest or the configuration says something else; every digest is right again.</summary>
    internal static Action<TemporaryFolder> Documents(Func<string, string> config, Func<string, string> manifest) => folder =>
    {
        var digest = ImageFolder.Write(folder["bad"], layers: 1);
        var oldManifest = File.ReadAllText(BlobPath(folder, digest));
        var oldConfig = oldManifest.Split("\"digest\":\"")[1].Split('"')[0];
        var newConfig = Encoding.UTF8.GetBytes(config(File.ReadAllText(BlobPath(folder, oldConfig))));
        var named = oldManifest.Replace(oldConfig, ImageFolder.Blob(folder["bad"], newConfig), StringComparison.Ordinal)
            .Replace($"\"size\":{new FileInfo(BlobPath(folder, oldConfig)).Length}}},\"layers\"", $"\"size\":{newConfig.Length}}},\"layers\"", StringComparison.Ordinal);
        var newManifest = Encoding.UTF8.GetBytes(manifest(named));
        ImageFolder.WriteIndex(folder["bad"], [$$"""{"mediaType":"{{Manifest}}","digest":"{{ImageFolder.Blob(folder["bad"], newManifest)}}","size":{{newManifest.Length}}}"""]);
    };

    /// <summary>A layout with one layer of these bytes, honestly described.</summary>
    internal static Action<TemporaryFolder> Tar(Func<byte[]> tar) => folder =>
    {
        var bytes = tar();
        WriteLayer(folder, bytes, TestLayer.Gzip(bytes));
    };

    /// <summary>A layer in zstd that unpacks to much more than it is, and to something else than it says.</summary>
    internal static Action<TemporaryFolder> ZstdBomb() => folder =>
    {
        using var packed = new MemoryStream();
        using (var zstd = CompressingStream.Create(packed, CompressionFormat.Zstandard, new CompressionOptions { LeaveOpen = true }))
        {
            zstd.Write(HeaderOf((8L << 30) - 1));
            var block = new byte[1 << 20];
            for (var i = 0; i < 512; i++)
            {
                zstd.Write(block);
            }

            zstd.Finish();
        }

        WriteLayer(folder, [], packed.ToArray());
    };

    /// <summary>A good image inside so many indexes.</summary>
    internal static Action<TemporaryFolder> Nested(int depth) => folder =>
    {
        var digest = ImageFolder.Write(folder["bad"], layers: 1);
        var (type, size) = (Manifest, new FileInfo(BlobPath(folder, digest)).Length);
        for (var i = 0; i < depth; i++)
        {
            var index = Encoding.UTF8.GetBytes(
                $$"""{"schemaVersion":2,"mediaType":"{{Index}}","manifests":[{"mediaType":"{{type}}","digest":"{{digest}}","size":{{size}}}]}""");
            (digest, type, size) = (ImageFolder.Blob(folder["bad"], index), Index, index.Length);
        }

        ImageFolder.WriteIndex(folder["bad"], [$$"""{"mediaType":"{{type}}","digest":"{{digest}}","size":{{size}}}"""]);
    };

    private static void WriteLayer(TemporaryFolder folder, byte[] bytes, byte[] packed)
    {
        var config = Encoding.UTF8.GetBytes($$$"""{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":["{{{Digest.Of(bytes)}}}"]}}""");
        var manifest = Encoding.UTF8.GetBytes(
            $$"""{"schemaVersion":2,"mediaType":"{{Manifest}}","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{ImageFolder.Blob(folder["bad"], config)}}","size":{{config.Length}}},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"{{ImageFolder.Blob(folder["bad"], packed)}}","size":{{packed.Length}}}]}""");
        ImageFolder.WriteIndex(folder["bad"], [$$"""{"mediaType":"{{Manifest}}","digest":"{{ImageFolder.Blob(folder["bad"], manifest)}}","size":{{manifest.Length}}}"""]);
    }

    /// <summary>An archive for docker load whose entries are given; <c>-></c> makes a symbolic link.</summary>
    internal static Action<TemporaryFolder> Archive(params (string Name, string Content)[] entries) => folder =>
    {
        using var writer = new TarWriter(File.Create(folder["bad.tar"]), TarEntryFormat.Ustar);
        foreach (var (name, content) in entries)
        {
            writer.WriteEntry(content.StartsWith("-> ", StringComparison.Ordinal)
                ? new UstarTarEntry(TarEntryType.SymbolicLink, name) { LinkName = content[3..] }
                : new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) });
        }
    };

    /// <summary>A good archive of which only a part is there.</summary>
    internal static Action<TemporaryFolder> Truncated(double part) => folder =>
    {
        new TestImage().Layer("RUN", l => l.File("a", 30_000)).Write(folder["whole.tar"]);
        var bytes = File.ReadAllBytes(folder["whole.tar"]);
        File.Delete(folder["whole.tar"]);
        File.WriteAllBytes(folder["bad.tar"], bytes[..(int)(bytes.Length * part)]);
    };

    /// <summary>So many bytes of zeros behind a start, all of it in gzip.</summary>
    internal static Action<TemporaryFolder> Bomb(byte[] start, long zeros) => folder =>
    {
        using var gzip = new GZipStream(File.Create(folder["bad.tar"]), CompressionLevel.Optimal);
        gzip.Write(start);
        var block = new byte[1 << 20];
        for (var left = zeros; left > 0; left -= block.Length)
        {
            gzip.Write(block);
        }
    };

    /// <summary>A tar that ends inside its only file.</summary>
    internal static byte[] ShortTar()
    {
        var whole = ImageFolder.Tar("file", 5_000, 1);
        return whole[..2_000];
    }

    /// <summary>The header of a file that claims so many bytes.</summary>
    internal static byte[] HeaderOf(long size) => HeaderOf(Encoding.ASCII.GetBytes(Convert.ToString(size, 8).PadLeft(11, '0')));

    /// <summary>A file whose extended header has this one record.</summary>
    internal static byte[] Extended(string record)
    {
        // The length counts itself, its space and the end of the line.
        var text = $"{record.Length + 4} {record}\n";
        var header = HeaderOf(text.Length);
        header[156] = (byte)'x';
        Seal(header);
        return [.. header, .. Encoding.ASCII.GetBytes(text), .. new byte[512 - text.Length], .. HeaderOf(0), .. new byte[1024]];
    }

    /// <summary>The header of a file with these bytes where its size stands.</summary>
    internal static byte[] HeaderOf(byte[] size)
    {
        var header = ImageFolder.Tar("file", 1, 1)[..512];
        size.CopyTo(header, 124);
        Seal(header);
        return header;
    }

    private static void Seal(byte[] header)
    {
        header.AsSpan(148, 8).Fill((byte)' ');
        Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(b => b), 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
    }

    private static string BlobPath(TemporaryFolder folder, string digest) => folder["bad", "blobs", "sha256", digest["sha256:".Length..]];
}
