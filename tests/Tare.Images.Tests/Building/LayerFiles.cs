using Tare.Archives.Tar;
using Tare.Images.Building;
using Tare.Oci.Layers;

namespace Tare.Images.Tests.Building;

/// <summary>The entries of layers with their contents, by path.</summary>
internal static class LayerFiles
{
    internal static Dictionary<string, (TarEntry Entry, byte[] Content)> Of(BuiltImage image) =>
        image.Layers.SelectMany(l => Of(l.Built.Layer)).GroupBy(f => f.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal);

    internal static Dictionary<string, (TarEntry Entry, byte[] Content)> Of(Layer layer)
    {
        var files = new Dictionary<string, (TarEntry, byte[])>(StringComparer.Ordinal);
        using var stream = layer.OpenTarAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        using var tar = new TarReader(stream, new TarReaderOptions { Source = "layer" });
        while (tar.Next() is { } entry)
        {
            files.Add(entry.PathText, (entry, entry.Kind == TarEntryKind.File ? tar.ReadAll(int.MaxValue) : []));
        }

        return files;
    }
}
