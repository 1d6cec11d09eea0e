using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Tare.Primitives;

namespace Tare.Testing.Registries;

/// <summary>Small real images in an OCI layout, written without the code under test.</summary>
public static class ImageFolder
{
    /// <summary>A layout with one image of some layers of some bytes, tagged <c>1</c>; returns the digest of its manifest.</summary>
    public static string Write(string folder, int layers = 2, int bytes = 1000, string compression = "gzip", string platform = "linux/amd64")
    {
        var (descriptor, _) = WriteImage(folder, layers, bytes, compression, platform);
        WriteIndex(folder, [descriptor.Replace("\"size\"", "\"annotations\":{\"org.opencontainers.image.ref.name\":\"1\"},\"size\"", StringComparison.Ordinal)]);
        return DigestIn(descriptor);
    }

    /// <summary>A layout with one image for two platforms and an attestation, behind a nested index tagged <c>1</c>.</summary>
    public static string WriteMultiPlatform(string folder, params string[] platforms)
    {
        var children = platforms.Select(p =>
        {
            var (descriptor, _) = WriteImage(folder, 1, 500 + p.Length, "gzip", p);
            var parts = p.Split('/');
            var variant = parts.Length > 2 ? $",\"variant\":\"{parts[2]}\"" : "";
            return descriptor.Replace("\"size\"", $"\"platform\":{{\"os\":\"{parts[0]}\",\"architecture\":\"{parts[1]}\"{variant}}},\"size\"", StringComparison.Ordinal);
        }).ToList();
        var (attestation, _) = WriteImage(folder, 1, 99, "gzip", "unknown/unknown");
        children.Add(attestation.Replace(
            "\"size\"",
            $"\"platform\":{{\"os\":\"unknown\",\"architecture\":\"unknown\"}},\"annotations\":{{\"vnd.docker.reference.type\":\"attestation-manifest\",\"vnd.docker.reference.digest\":\"{DigestIn(children[0])}\"}},\"size\"",
            StringComparison.Ordinal));
        var index = Encoding.UTF8.GetBytes($$"""{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{{string.Join(',', children)}}]}""");
        var digest = Blob(folder, index);
        WriteIndex(folder, [$$"""{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"{{digest}}","annotations":{"org.opencontainers.image.ref.name":"1"},"size":{{index.Length}}}"""]);
        return digest;
    }

    /// <summary>A tar with one file of pseudo-random bytes.</summary>
    public static byte[] Tar(string name, int bytes, int seed)
    {
        using var buffer = new MemoryStream();
        using (var writer = new TarWriter(buffer, TarEntryFormat.Ustar, leaveOpen: true))
        {
            var content = new byte[bytes];
            new Random(seed).NextBytes(content);
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content), ModificationTime = DateTimeOffset.UnixEpoch });
        }

        return buffer.ToArray();
    }

    /// <summary>Writes a blob into a layout and returns its digest.</summary>
    public static string Blob(string folder, byte[] content)
    {
        var digest = Digest.Of(content);
        Directory.CreateDirectory(Path.Combine(folder, "blobs", "sha256"));
        File.WriteAllBytes(Path.Combine(folder, "blobs", "sha256", digest.Hex), content);
        return digest.ToString();
    }

    /// <summary>Writes the two files at the top of a layout.</summary>
    public static void WriteIndex(string folder, IEnumerable<string> descriptors)
    {
        File.WriteAllText(Path.Combine(folder, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
        File.WriteAllText(Path.Combine(folder, "index.json"), $$"""{"schemaVersion":2,"manifests":[{{string.Join(',', descriptors)}}]}""");
    }

    private static (string Descriptor, byte[] Manifest) WriteImage(string folder, int layers, int bytes, string compression, string platform)
    {
        var tars = Enumerable.Range(0, layers).Select(i => Tar($"file{i}", bytes, i + bytes)).ToArray();
        var blobs = tars.Select(t => compression switch { "gzip" => Gzip(t), "zstd" => new ZstdSharp.Compressor(3).Wrap(t).ToArray(), _ => t }).ToArray();
        var parts = platform.Split('/');
        var config = Encoding.UTF8.GetBytes(
            $$"""{"architecture":"{{parts[1]}}","os":"{{parts[0]}}","config":{"Cmd":["/bin/true"]},"rootfs":{"type":"layers","diff_ids":[{{string.Join(',', tars.Select(t => $"\"{Digest.Of(t)}\""))}}]},"history":[{{string.Join(',', tars.Select((_, i) => $$"""{"created_by":"RUN step {{i}}"}"""))}}]}""");
        var suffix = compression == "none" ? "" : "+" + compression;
        var list = string.Join(',', blobs.Select(b => $$"""{"mediaType":"application/vnd.oci.image.layer.v1.tar{{suffix}}","digest":"{{Blob(folder, b)}}","size":{{b.Length}}}"""));
        var manifest = Encoding.UTF8.GetBytes(
            $$"""{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{Blob(folder, config)}}","size":{{config.Length}}},"layers":[{{list}}]}""");
        return ($$"""{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{{Blob(folder, manifest)}}","size":{{manifest.Length}}}""", manifest);
    }

    private static string DigestIn(string descriptor) => descriptor.Split("\"digest\":\"")[1].Split('"')[0];

    private static byte[] Gzip(byte[] content)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return buffer.ToArray();
    }
}
