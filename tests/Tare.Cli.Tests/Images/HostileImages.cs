using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Tare.Primitives;
using Tare.Testing;
using Tare.Testing.Images;
using Tare.Testing.Registries;

namespace Tare.Cli.Tests.Images;

/// <summary>Images that are damaged, lie or attack, each written to <c>bad</c> or <c>bad.tar</c> in a folder.</summary>
internal static class HostileImages
{
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
        var packed = TestLayer.Gzip(bytes);
        var config = Encoding.UTF8.GetBytes($$$"""{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":["{{{Digest.Of(bytes)}}}"]}}""");
        var manifest = Encoding.UTF8.GetBytes(
            $$"""{"schemaVersion":2,"mediaType":"{{Manifest}}","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{ImageFolder.Blob(folder["bad"], config)}}","size":{{config.Length}}},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"{{ImageFolder.Blob(folder["bad"], packed)}}","size":{{packed.Length}}}]}""");
        ImageFolder.WriteIndex(folder["bad"], [$$"""{"mediaType":"{{Manifest}}","digest":"{{ImageFolder.Blob(folder["bad"], manifest)}}","size":{{manifest.Length}}}"""]);
    };

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
    internal static byte[] HeaderOf(long size)
    {
        var header = ImageFolder.Tar("file", 1, 1)[..512];
        Encoding.ASCII.GetBytes(Convert.ToString(size, 8).PadLeft(11, '0')).CopyTo(header, 124);
        header.AsSpan(148, 8).Fill((byte)' ');
        Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(b => b), 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
        return header;
    }

    private static string BlobPath(TemporaryFolder folder, string digest) => folder["bad", "blobs", "sha256", digest["sha256:".Length..]];
}
