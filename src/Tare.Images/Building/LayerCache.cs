using System.Text.Json;
using Tare.Oci.Layers;
using Tare.Oci.Manifests;
using Tare.Oci.Stores;
using Tare.Primitives;
using Tare.Primitives.Files;

namespace Tare.Images.Building;

/// <summary>
/// Layers of packages on disk, by key: <c>keys/HEX.json</c> tells which blob of <c>blobs/sha256</c> it is. A blob appears whole, a key
/// after its blob; several Tares may use the folder at once, and anything in it may be deleted at any time.
/// </summary>
internal sealed class LayerCache(string folder)
{
    private readonly BlobFolder _blobs = new(folder, $"the layer cache `{folder}`");

    internal BlobFolder Blobs => _blobs;

    /// <summary>The layer of a key, or null; whatever is damaged counts as missing.</summary>
    internal BuiltLayer? Find(Digest key)
    {
        try
        {
            var path = PathOf(key);
            if (!File.Exists(path))
            {
                return null;
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            var descriptor = new Descriptor(root.GetProperty("mediaType").GetString()!, Digest.Parse(root.GetProperty("digest").GetString()!), root.GetProperty("size").GetInt64());
            if (!_blobs.Has(descriptor))
            {
                return null;
            }

            LayerCacheLimit.Touch(path);
            LayerCacheLimit.Touch(_blobs.PathOf(descriptor.Digest));
            return new BuiltLayer(new Layer(descriptor, Digest.Parse(root.GetProperty("diffId").GetString()!), _blobs), ReadExtract(root), WasCached: true);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or IOException)
        {
            return null;
        }
    }

    /// <summary>Enters a layer whose blob was stored.</summary>
    internal void Enter(Digest key, BuiltLayer built)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(key))!);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, built);
        }

        AtomicFile.Write(PathOf(key), buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static void Write(Utf8JsonWriter writer, BuiltLayer built)
    {
        writer.WriteStartObject();
        writer.WriteString("mediaType", built.Layer.Descriptor.MediaType);
        writer.WriteString("digest", built.Layer.Descriptor.Digest.ToString());
        writer.WriteNumber("size", built.Layer.Descriptor.Size);
        writer.WriteString("diffId", built.Layer.DiffId.ToString());
        writer.WriteStartObject("activation");
        foreach (var (path, content) in built.Extract.ActivationFiles)
        {
            writer.WriteBase64String(path, content);
        }

        writer.WriteEndObject();
        writer.WriteStartObject("trimmed");
        foreach (var (rule, (files, bytes)) in built.Extract.Trimmed)
        {
            writer.WriteStartArray(rule);
            writer.WriteNumberValue(files);
            writer.WriteNumberValue(bytes);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static LayerExtract ReadExtract(JsonElement root)
    {
        var extract = new LayerExtract();
        foreach (var file in root.GetProperty("activation").EnumerateObject())
        {
            extract.ActivationFiles[file.Name] = file.Value.GetBytesFromBase64();
        }

        foreach (var rule in root.GetProperty("trimmed").EnumerateObject())
        {
            extract.Trimmed[rule.Name] = (rule.Value[0].GetInt64(), rule.Value[1].GetInt64());
        }

        return extract;
    }

    private string PathOf(Digest key) => Path.Join(folder, "keys", $"{key.Hex}.json");
}
