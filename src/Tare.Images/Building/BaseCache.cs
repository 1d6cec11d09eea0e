using System.Text.Json;
using Tare.Primitives;
using Tare.Primitives.Files;

namespace Tare.Images.Building;

/// <summary>
/// What was read of bases, by the digest of their manifests, in <c>bases/HEX.json</c> of the layer cache: reading a base takes as long
/// as unpacking it. Anything in it may be deleted at any time.
/// </summary>
internal sealed class BaseCache(string folder)
{
    // Goes up when something else is noted.
    private const int Format = 1;

    /// <summary>What is known of a base, or null; whatever is damaged counts as missing.</summary>
    internal BaseFiles? Find(Digest manifest)
    {
        try
        {
            var path = PathOf(manifest);
            if (!File.Exists(path))
            {
                return null;
            }

            LayerCacheLimit.Touch(path);
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            return root.GetProperty("format").GetInt32() != Format ? null : new BaseFiles
            {
                Glibc = root.GetProperty("glibc").GetString(),
                IsMusl = root.GetProperty("musl").GetBoolean(),
                Folders = root.GetProperty("folders").EnumerateObject().ToDictionary(f => f.Name, f => f.Value.GetBoolean(), StringComparer.Ordinal),
                Links = root.GetProperty("links").EnumerateObject().ToDictionary(l => l.Name, l => l.Value.GetString()!, StringComparer.Ordinal),
                Others = root.GetProperty("others").EnumerateArray().Select(o => o.GetString()!).ToHashSet(StringComparer.Ordinal),
            };
        }
        catch (Exception exception) when (exception is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException or IOException)
        {
            return null;
        }
    }

    /// <summary>Notes what was read of a base.</summary>
    internal void Enter(Digest manifest, BaseFiles files)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(manifest))!);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, files);
        }

        AtomicFile.Write(PathOf(manifest), buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static void Write(Utf8JsonWriter writer, BaseFiles files)
    {
        writer.WriteStartObject();
        writer.WriteNumber("format", Format);
        writer.WriteString("glibc", files.Glibc);
        writer.WriteBoolean("musl", files.IsMusl);
        writer.WriteStartObject("folders");
        foreach (var (path, isUnusual) in files.Folders)
        {
            writer.WriteBoolean(path, isUnusual);
        }

        writer.WriteEndObject();
        writer.WriteStartObject("links");
        foreach (var (path, target) in files.Links)
        {
            writer.WriteString(path, target);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("others");
        foreach (var path in files.Others)
        {
            writer.WriteStringValue(path);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private string PathOf(Digest manifest) => Path.Join(folder, "bases", $"{manifest.Hex}.json");
}
