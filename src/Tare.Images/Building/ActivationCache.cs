using System.Text.Json;
using Tare.Primitives;
using Tare.Primitives.Files;

namespace Tare.Images.Building;

/// <summary>
/// What activation scripts set that were run in an image, in <c>activation/HEX.json</c> of the layer cache: running one takes
/// unpacking the image. Anything in it may be deleted at any time.
/// </summary>
internal sealed class ActivationCache(string folder, ImageStage stage)
{
    /// <summary>As <see cref="ImageStage.Source"/>; what cannot be frozen is tried again each time.</summary>
    internal SourcedScript Source(string prefix, string script, IReadOnlyList<KeyValuePair<string, string>> variables)
    {
        var path = Path.Join(folder, "activation", $"{stage.KeyOf(script, variables).Hex}.json");
        if (Read(path) is { } known)
        {
            LayerCacheLimit.Touch(path);
            return new SourcedScript(known);
        }

        var sourced = stage.Source(prefix, script, variables);
        if (sourced.Variables is { } set)
        {
            Write(path, set);
        }

        return sourced;
    }

    private static List<KeyValuePair<string, string?>>? Read(string path)
    {
        try
        {
            using var document = File.Exists(path) ? JsonDocument.Parse(File.ReadAllBytes(path)) : null;
            return document?.RootElement.EnumerateObject().Select(v => KeyValuePair.Create(v.Name, v.Value.GetString())).ToList();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or IOException)
        {
            return null;
        }
    }

    private static void Write(string path, IReadOnlyList<KeyValuePair<string, string?>> variables)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in variables)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        AtomicFile.Write(path, buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }
}
