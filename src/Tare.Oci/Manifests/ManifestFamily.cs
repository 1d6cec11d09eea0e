using System.Text.Json;

namespace Tare.Oci.Manifests;

/// <summary>What kind of document some bytes are, when nobody said.</summary>
internal static class ManifestFamily
{
    internal static void RequireSchemaTwo(JsonObjectReader reader)
    {
        if (reader.Value("schemaVersion") is not { ValueKind: JsonValueKind.Number } version || !version.TryGetInt32(out var number) || number != 2)
        {
            throw reader.Value("fsLayers") is not null
                ? reader.Error("schemaVersion", "is 1, a format that was retired in 2017")
                : reader.Error("schemaVersion", "is not 2");
        }
    }

    /// <summary>The media type by content: an index has <c>manifests</c>; the family is the one the document or its entries name.</summary>
    internal static string TypeOf(ReadOnlyMemory<byte> json) => JsonObjectReader.Read(json, "manifest", element =>
    {
        var reader = new JsonObjectReader(element, "manifest", "");
        return reader.Text("mediaType") is { Length: > 0 } named ? named
            : reader.Value("manifests") is not null ? MediaTypes.OciIndex
            : reader.Value("config") is not null && MediaTypes.IsDocker(reader.Object("config").Text("mediaType") ?? "") ? MediaTypes.DockerManifest
            : MediaTypes.OciManifest;
    });
}
