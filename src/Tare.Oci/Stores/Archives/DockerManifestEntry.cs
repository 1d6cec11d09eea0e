using Tare.Oci.Manifests;
using Tare.Oci.References;
using Tare.Primitives.Json;

namespace Tare.Oci.Stores.Archives;

/// <summary>One image in the <c>manifest.json</c> of <c>docker save</c> (moby image specification 1.2, "Combined Image JSON + Filesystem Changeset Format").</summary>
/// <param name="Config">The path of the configuration.</param>
/// <param name="Tags">The names, <c>repository:tag</c>.</param>
/// <param name="Layers">The paths of the layers, the base first.</param>
internal sealed record DockerManifestEntry(string Config, IReadOnlyList<string> Tags, IReadOnlyList<string> Layers)
{
    internal const string FileName = "manifest.json";

    internal static IReadOnlyList<DockerManifestEntry> ReadAll(ReadOnlyMemory<byte> json, string place)
    {
        // The list is put into an object so that one reader serves all documents.
        var document = $"`{FileName}` of {place}";
        var wrapped = (byte[])[.. "{\"images\":"u8, .. json.Span, .. "}"u8];
        return JsonObjectReader.Read(wrapped, document, element =>
        {
            var reader = new JsonObjectReader(element, document, "");
            var entries = new List<DockerManifestEntry>();
            foreach (var item in reader.Items("images"))
            {
                var entry = reader.Item(item, "images", entries.Count);
                entries.Add(new DockerManifestEntry(entry.RequiredText(nameof(Config)), entry.Texts("RepoTags") ?? [], entry.Texts(nameof(Layers)) ?? []));
            }

            return entries;
        });
    }

    internal static ReadOnlyMemory<byte> Write(string config, string? tag, IEnumerable<string> layers) => JsonWriting.Bytes(default, writer =>
    {
        writer.WriteStartArray();
        writer.WriteStartObject();
        writer.WriteString(nameof(Config), config);
        writer.WriteTexts("RepoTags", tag is null ? [] : [tag]);
        writer.WriteTexts(nameof(Layers), layers);
        writer.WriteEndObject();
        writer.WriteEndArray();
    });

    /// <summary>The entry of a name, of <c>@number</c>, or the only one.</summary>
    internal static DockerManifestEntry Find(IReadOnlyList<DockerManifestEntry> entries, string? name, string place)
    {
        if (entries.Count == 0)
        {
            throw new ImageNotFoundException($"{place} holds no image");
        }

        if (name is null)
        {
            return entries.Count == 1 ? entries[0] : throw new ImageNotFoundException($"{place} holds {entries.Count} images, and none is named", Names(entries));
        }

        if (name.StartsWith('@') && int.TryParse(name.AsSpan(1), out var number))
        {
            return number >= 0 && number < entries.Count ? entries[number] : throw new ImageNotFoundException($"{place} holds {entries.Count} images, and no number {number}");
        }

        return entries.FirstOrDefault(e => e.Tags.Any(t => t == name || RegistryReference.TryParse(t, out var a) && RegistryReference.TryParse(name, out var b) && a == b))
            ?? throw new ImageNotFoundException($"{place} has no image named `{name}`", Names(entries));
    }

    private static string Names(IReadOnlyList<DockerManifestEntry> entries) =>
        "name one after a colon: " + string.Join(", ", entries.Select((e, i) => e.Tags.Count > 0 ? e.Tags[0] : $"@{i}"));
}
