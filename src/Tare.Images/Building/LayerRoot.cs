namespace Tare.Images.Building;

/// <summary>Where in the layers a folder of the image lies.</summary>
/// <param name="Path">The path as programs in the image see it, absolute.</param>
/// <param name="Folder">The same place in a layer: from the root without a slash, links of the base resolved.</param>
/// <param name="Kept">Folders on the way that the base has with owners or permissions of its own, which a layer must not overwrite.</param>
public sealed record LayerRoot(string Path, string Folder, IReadOnlySet<string> Kept)
{
    /// <summary>The place in an image without a base.</summary>
    public static LayerRoot Of(string path) => new(path, path.Trim('/'), new HashSet<string>());
}
