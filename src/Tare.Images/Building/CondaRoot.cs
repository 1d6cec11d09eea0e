namespace Tare.Images.Building;

/// <summary>
/// The conda root that an installation without Tare leaves in an image: an environment of its own, in a layer of its own as in
/// Miniconda's images, and the package cache that the environments were installed through.
/// </summary>
/// <param name="Base">The root environment.</param>
/// <param name="Lists">The package lists that the installation downloaded: the name in the cache, and where they lie on this machine.</param>
public sealed record CondaRoot(BuildEnvironment Base, IReadOnlyList<(string Name, string Path)> Lists)
{
    /// <summary>Where it is in the image.</summary>
    public const string Prefix = "/opt/conda";

    /// <summary>Its package cache.</summary>
    internal const string Packages = Prefix + "/pkgs";
}
