using Tare.Oci.Registries;
using Tare.Primitives;
using Tare.Primitives.Files;

namespace Tare.Images.Building;

/// <summary>
/// In which repositories of which registries layers were seen: <c>places/HEX</c> of the layer cache, a line each, the last one first.
/// Anything in it may be deleted at any time.
/// </summary>
/// <param name="folder">The layer cache.</param>
public sealed class LayerPlaces(string folder) : IBlobPlaces
{
    // One place a registry is enough; so many registries get what one machine builds, and more.
    private const int Most = 16;

    /// <inheritdoc/>
    public string? Find(Digest blob, string host, string except) =>
        Read(blob).FirstOrDefault(p => p.StartsWith(host + "/", StringComparison.Ordinal) && p != $"{host}/{except}")?[(host.Length + 1)..];

    /// <inheritdoc/>
    public void Note(Digest blob, string host, string repository)
    {
        var (place, known) = ($"{host}/{repository}", Read(blob));
        if (known.Contains(place))
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(Path.Join(folder, "places"));
            AtomicFile.Write(PathOf(blob), string.Concat(known.Prepend(place).Take(Most).Select(p => p + "\n")));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The image is stored all the same; the next one will be sent instead of mounted.
        }
    }

    private string[] Read(Digest blob)
    {
        try
        {
            return File.Exists(PathOf(blob)) ? File.ReadAllLines(PathOf(blob)) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private string PathOf(Digest blob) => Path.Join(folder, "places", blob.Hex);
}
