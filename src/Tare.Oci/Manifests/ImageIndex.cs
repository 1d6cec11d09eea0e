using System.Text.Json;
using Tare.Primitives.Json;

namespace Tare.Oci.Manifests;

/// <summary>A list of manifests, usually one image for several platforms (OCI image specification, image-index.md; Docker's manifest list).</summary>
/// <param name="MediaType">The family it is written in.</param>
/// <param name="Manifests">Manifests and nested indexes.</param>
public sealed record ImageIndex(string MediaType, IReadOnlyList<Descriptor> Manifests)
{
    /// <summary>The kind of an artifact that is no image.</summary>
    public string? ArtifactType { get; init; }

    /// <summary>The manifest that this one is about.</summary>
    public Descriptor? Subject { get; init; }

    /// <summary>Free entries.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = SortedMap.Empty;

    /// <summary>Fields this version does not know.</summary>
    public JsonFields OtherFields { get; init; } = JsonFields.None;

    /// <summary>Reads an index; <see cref="InvalidDocumentException"/>, which calls it <paramref name="name"/>, when it is none.</summary>
    public static Document<ImageIndex> Parse(ReadOnlyMemory<byte> json, string? name = null)
    {
        var descriptor = Descriptor.Of(MediaTypes.OciIndex, json.Span);
        var document = name ?? $"index {descriptor.Digest}";
        var model = JsonObjectReader.Read(json, document, element => Read(new JsonObjectReader(element, document, "")));
        return new Document<ImageIndex>(model, descriptor with { MediaType = model.MediaType }, json);
    }

    /// <summary>The index in canonical form.</summary>
    public Document<ImageIndex> ToDocument()
    {
        var bytes = CanonicalJson.Write(WriteTo);
        return new Document<ImageIndex>(this, Descriptor.Of(MediaType, bytes.Span), bytes);
    }

    private static ImageIndex Read(JsonObjectReader reader)
    {
        ManifestFamily.RequireSchemaTwo(reader);
        if (reader.Value("manifests") is null)
        {
            throw reader.Error("manifests", "is missing");
        }

        return new ImageIndex(reader.Text("mediaType") ?? MediaTypes.OciIndex, Descriptor.ReadList(reader, "manifests"))
        {
            ArtifactType = reader.Text("artifactType"),
            Subject = reader.Value("subject") is null ? null : Descriptor.Read(reader.Object("subject")),
            Annotations = reader.Map("annotations"),
            OtherFields = JsonFields.Except(reader.Element, "schemaVersion", "mediaType", "artifactType", "manifests", "subject", "annotations"),
        };
    }

    private void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteNumber("schemaVersion", 2);
        writer.WriteString("mediaType", MediaType);
        writer.WriteOptional("artifactType", ArtifactType);
        writer.WriteDescriptors("manifests", Manifests);
        writer.WriteDescriptor("subject", Subject);
        writer.WriteMap("annotations", Annotations);
        OtherFields.WriteTo(writer);
    }
}
