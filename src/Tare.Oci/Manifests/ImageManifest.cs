using System.Text.Json;
using Tare.Primitives.Json;

namespace Tare.Oci.Manifests;

/// <summary>One image for one platform: its configuration and its layers (OCI image specification, manifest.md; Docker schema 2).</summary>
/// <param name="MediaType">The family it is written in.</param>
/// <param name="Config">The configuration.</param>
/// <param name="Layers">The layers, the base first.</param>
public sealed record ImageManifest(string MediaType, Descriptor Config, IReadOnlyList<Descriptor> Layers)
{
    /// <summary>The largest document that registries and clients must take is 4 MB; four times that is a generous limit.</summary>
    public const int MaximumSize = 16 << 20;

    /// <summary>The kind of an artifact that is no image.</summary>
    public string? ArtifactType { get; init; }

    /// <summary>The manifest that this one is about.</summary>
    public Descriptor? Subject { get; init; }

    /// <summary>Free entries.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = SortedMap.Empty;

    /// <summary>Fields this version does not know.</summary>
    public JsonFields OtherFields { get; init; } = JsonFields.None;

    /// <summary>Reads a manifest; <see cref="InvalidDocumentException"/> when it is none.</summary>
    public static Document<ImageManifest> Parse(ReadOnlyMemory<byte> json)
    {
        var descriptor = Descriptor.Of(MediaTypes.OciManifest, json.Span);
        var document = $"manifest {descriptor.Digest}";
        var model = JsonObjectReader.Read(json, document, element => Read(new JsonObjectReader(element, document, "")));
        return new Document<ImageManifest>(model, descriptor with { MediaType = model.MediaType, ArtifactType = model.ArtifactType }, json);
    }

    /// <summary>The manifest in canonical form.</summary>
    public Document<ImageManifest> ToDocument()
    {
        var bytes = CanonicalJson.Write(WriteTo);
        return new Document<ImageManifest>(this, Descriptor.Of(MediaType, bytes.Span) with { ArtifactType = ArtifactType }, bytes);
    }

    /// <summary>The manifest with every type of Docker's family replaced by its OCI twin; the blobs stay what they are.</summary>
    public ImageManifest ToOci() => this with
    {
        MediaType = MediaTypes.OciManifest,
        Config = Config with { MediaType = MediaTypes.ToOci(Config.MediaType) },
        Layers = [.. Layers.Select(l => l with { MediaType = MediaTypes.ToOci(l.MediaType) })],
    };

    private static ImageManifest Read(JsonObjectReader reader)
    {
        ManifestFamily.RequireSchemaTwo(reader);
        var mediaType = reader.Text("mediaType");
        if (reader.Value("manifests") is not null || reader.Value("config") is null)
        {
            throw reader.Error(null, "is not the manifest of one image: it has no `config`");
        }

        var config = Descriptor.Read(reader.Object("config"));
        mediaType ??= MediaTypes.IsDocker(config.MediaType) ? MediaTypes.DockerManifest : MediaTypes.OciManifest;
        return new ImageManifest(mediaType, config, Descriptor.ReadList(reader, "layers"))
        {
            ArtifactType = reader.Text("artifactType"),
            Subject = reader.Value("subject") is null ? null : Descriptor.Read(reader.Object("subject")),
            Annotations = reader.Map("annotations"),
            OtherFields = JsonFields.Except(reader.Element, "schemaVersion", "mediaType", "artifactType", "config", "layers", "subject", "annotations"),
        };
    }

    private void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteNumber("schemaVersion", 2);
        writer.WriteString("mediaType", MediaType);
        writer.WriteOptional("artifactType", ArtifactType);
        writer.WriteDescriptor("config", Config);
        writer.WriteDescriptors("layers", Layers);
        writer.WriteDescriptor("subject", Subject);
        writer.WriteMap("annotations", Annotations);
        OtherFields.WriteTo(writer);
    }
}
