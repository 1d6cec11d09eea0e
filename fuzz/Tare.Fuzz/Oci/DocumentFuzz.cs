using System.Text;
using Tare.Oci.Configs;
using Tare.Oci.Manifests;

namespace Tare.Fuzz.Oci;

/// <summary>Manifests, indexes and configurations: what is read can be written, and canonical form is stable.</summary>
internal static class DocumentFuzz
{
    private static readonly string Descriptor = $$"""{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:{{new string('a', 64)}}","size":7,"platform":{"os":"linux","architecture":"amd64"} }""";

    internal static readonly FuzzTarget Manifest = new(
        "manifest",
        input => Stable(input, b => ImageManifest.Parse(b).Model.ToDocument().Bytes),
        () => [Encoding.UTF8.GetBytes($$"""{"schemaVersion":2,"config":{{Descriptor}},"layers":[{{Descriptor}}],"annotations":{"a":"b"},"x":[1.50,null]}""")]);

    internal static readonly FuzzTarget Index = new(
        "index",
        input => Stable(input, b => ImageIndex.Parse(b).Model.ToDocument().Bytes),
        () => [Encoding.UTF8.GetBytes($$"""{"schemaVersion":2,"manifests":[{{Descriptor}},{{Descriptor}}]}""")]);

    internal static readonly FuzzTarget Config = new(
        "image-config",
        input => Stable(input, b => ImageConfig.Parse(b).Model.ToDocument().Bytes),
        () =>
        [
            Encoding.UTF8.GetBytes(
                $$"""{"architecture":"amd64","os":"linux","config":{"Env":["A=b"],"ExposedPorts":{"80/tcp":{} },"Labels":{"a":"b"} },"rootfs":{"type":"layers","diff_ids":["sha256:{{new string('a', 64)}}"]},"history":[{"created_by":"x","empty_layer":true}]}"""),
        ]);

    private static void Stable(ReadOnlySpan<byte> input, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> write)
    {
        var once = write(input.ToArray());
        if (!write(once).Span.SequenceEqual(once.Span))
        {
            throw new InvalidOperationException("canonical form is not stable");
        }
    }
}
