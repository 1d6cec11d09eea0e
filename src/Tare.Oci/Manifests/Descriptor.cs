using System.Text.Json;
using Tare.Primitives;
using Tare.Primitives.Json;

namespace Tare.Oci.Manifests;

/// <summary>What content is, by type, digest and size (OCI image specification, descriptor.md).</summary>
/// <param name="MediaType">The type of the content.</param>
/// <param name="Digest">The SHA-256 of the content.</param>
/// <param name="Size">The content's length in bytes.</param>
public sealed record Descriptor(string MediaType, Digest Digest, long Size)
{
    /// <summary>What the content of an index's entry runs on; null where it does not say.</summary>
    public Platform? Platform { get; init; }

    /// <summary>Free entries: names of images, kinds of attestations.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = SortedMap.Empty;

    /// <summary>The kind of an artifact that is no image.</summary>
    public string? ArtifactType { get; init; }

    /// <summary>Other places the content may be fetched from.</summary>
    public IReadOnlyList<string>? Urls { get; init; }

    /// <summary>Fields of the platform beside os, architecture and variant, such as <c>os.version</c>.</summary>
    public JsonFields PlatformFields { get; init; } = JsonFields.None;

    /// <summary>Fields this version does not know.</summary>
    public JsonFields OtherFields { get; init; } = JsonFields.None;

    /// <summary>A manifest that BuildKit puts beside an image, with its provenance or its bill of materials; nothing to run.</summary>
    public bool IsAttestation => Annotations.ContainsKey(AnnotationKeys.DockerReferenceType)
        || Platform is { Os: "unknown", Architecture: "unknown" };

    /// <summary>The descriptor of content that is at hand.</summary>
    public static Descriptor Of(string mediaType, ReadOnlySpan<byte> content) => new(mediaType, Digest.Of(content), content.Length);

    internal static Descriptor Read(JsonObjectReader reader)
    {
        var descriptor = new Descriptor(reader.RequiredText("mediaType"), reader.RequiredDigest("digest"), reader.RequiredSize("size"))
        {
            Annotations = reader.Map("annotations"),
            ArtifactType = reader.Text("artifactType"),
            Urls = reader.Texts("urls"),
            OtherFields = JsonFields.Except(reader.Element, "mediaType", "digest", "size", "annotations", "artifactType", "urls", "platform"),
        };
        if (reader.Value("platform") is null)
        {
            return descriptor;
        }

        var platform = reader.Object("platform");
        return descriptor with
        {
            Platform = new Platform(platform.Text("os") ?? "", platform.Text("architecture") ?? "", platform.Text("variant") is { Length: > 0 } v ? v : null),
            PlatformFields = JsonFields.Except(platform.Element, "os", "architecture", "variant"),
        };
    }

    internal static IReadOnlyList<Descriptor> ReadList(JsonObjectReader parent, string name)
    {
        var descriptors = new List<Descriptor>();
        foreach (var item in parent.Items(name))
        {
            descriptors.Add(Read(parent.Item(item, name, descriptors.Count)));
        }

        return descriptors;
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteString("mediaType", MediaType);
        writer.WriteString("digest", Digest.ToString());
        writer.WriteNumber("size", Size);
        writer.WriteOptional("urls", Urls);
        writer.WriteMap("annotations", Annotations);
        if (Platform is { } platform)
        {
            writer.WriteStartObject("platform");
            writer.WriteString("architecture", platform.Architecture);
            writer.WriteString("os", platform.Os);
            writer.WriteOptional("variant", platform.Variant);
            PlatformFields.WriteTo(writer);
            writer.WriteEndObject();
        }

        writer.WriteOptional("artifactType", ArtifactType);
        OtherFields.WriteTo(writer);
    }
}
