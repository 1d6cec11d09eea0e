using System.Text.Json;
using Tare.Oci.Manifests;
using Tare.Primitives;
using Tare.Primitives.Json;

namespace Tare.Oci.Configs;

/// <summary>What an image is made of and how it runs (OCI image specification, config.md).</summary>
/// <param name="Platform">What it runs on.</param>
/// <param name="DiffIds">The digests of the layers' tar files before compression, the base first.</param>
public sealed record ImageConfig(Platform Platform, IReadOnlyList<Digest> DiffIds)
{
    private static readonly string[] Known = ["created", "author", "architecture", "os", "variant", "config", "rootfs", "history"];

    /// <summary>When, as written (RFC 3339).</summary>
    public string? Created { get; init; }

    /// <summary>Who.</summary>
    public string? Author { get; init; }

    /// <summary>How a container starts.</summary>
    public ContainerConfig Container { get; init; } = new();

    /// <summary>The steps, the oldest first; those with a layer are as many as the layers, or there are none at all.</summary>
    public IReadOnlyList<HistoryEntry> History { get; init; } = [];

    /// <summary>Fields this version does not know.</summary>
    public JsonFields OtherFields { get; init; } = JsonFields.None;

    /// <summary>Reads a configuration; <see cref="InvalidDocumentException"/> when it is none.</summary>
    public static Document<ImageConfig> Parse(ReadOnlyMemory<byte> json, string mediaType = MediaTypes.OciConfig)
    {
        var descriptor = Descriptor.Of(mediaType, json.Span);
        var document = $"image configuration {descriptor.Digest}";
        var model = JsonObjectReader.Read(json, document, element => Read(new JsonObjectReader(element, document, "")));
        return new Document<ImageConfig>(model, descriptor, json);
    }

    /// <summary>The configuration in canonical form.</summary>
    public Document<ImageConfig> ToDocument(string mediaType = MediaTypes.OciConfig)
    {
        var bytes = CanonicalJson.Write(WriteTo);
        return new Document<ImageConfig>(this, Descriptor.Of(mediaType, bytes.Span), bytes);
    }

    /// <summary>The history entry of each layer, in order; null where the history does not tell.</summary>
    public IReadOnlyList<HistoryEntry?> LayerHistory()
    {
        var steps = History.Where(h => !h.EmptyLayer).ToArray();
        return steps.Length == DiffIds.Count ? steps : new HistoryEntry?[DiffIds.Count];
    }

    private static ImageConfig Read(JsonObjectReader reader)
    {
        var rootfs = reader.Object("rootfs");
        if (rootfs.Text("type") is not "layers")
        {
            throw rootfs.Error("type", "is not `layers`");
        }

        var diffIds = new List<Digest>();
        foreach (var text in rootfs.Texts("diff_ids") ?? [])
        {
            diffIds.Add(Digest.TryParse(text, out var digest) ? digest : throw rootfs.Error($"diff_ids[{diffIds.Count}]", "is not a sha256 digest"));
        }

        var history = new List<HistoryEntry>();
        foreach (var item in reader.Items("history"))
        {
            history.Add(HistoryEntry.Read(reader.Item(item, "history", history.Count)));
        }

        var platform = new Platform(reader.Text("os") ?? "", reader.Text("architecture") ?? "", reader.Text("variant") is { Length: > 0 } v ? v : null);
        return new ImageConfig(platform, diffIds)
        {
            Created = reader.Text("created"),
            Author = reader.Text("author"),
            Container = reader.Value("config") is null ? new ContainerConfig() : ContainerConfig.Read(reader.Object("config")),
            History = history,
            OtherFields = JsonFields.Except(reader.Element, Known),
        };
    }

    private void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteOptional("created", Created);
        writer.WriteOptional("author", Author);
        writer.WriteString("architecture", Platform.Architecture);
        writer.WriteString("os", Platform.Os);
        writer.WriteOptional("variant", Platform.Variant);
        Container.WriteTo(writer);
        writer.WriteStartObject("rootfs");
        writer.WriteString("type", "layers");
        writer.WriteTexts("diff_ids", DiffIds.Select(d => d.ToString()));
        writer.WriteEndObject();
        if (History.Count > 0)
        {
            writer.WriteStartArray("history");
            foreach (var entry in History)
            {
                entry.WriteTo(writer);
            }

            writer.WriteEndArray();
        }

        OtherFields.WriteTo(writer);
    }
}
