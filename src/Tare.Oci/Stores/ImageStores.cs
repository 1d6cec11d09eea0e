using Tare.Archives;
using Tare.Oci.References;
using Tare.Oci.Registries;
using Tare.Oci.Stores.Archives;
using Tare.Oci.Stores.Layouts;

namespace Tare.Oci.Stores;

/// <summary>From references to the stores behind them.</summary>
public static class ImageStores
{
    /// <summary>Opens the place that an image is read from.</summary>
    public static IImageSource OpenSource(ImageReference reference, StoreOptions options) => reference.Transport switch
    {
        Transport.Layout => new LayoutSource(new LayoutFolder(reference.Path), reference.Name),
        Transport.OciArchive => OpenArchive(reference.Path, a => new LayoutSource(a, reference.Name)),
        Transport.DockerArchive => OpenArchive(reference.Path, a => new DockerArchiveSource(a, reference.Name)),
        _ => new RegistrySource(options.Registries(), reference.Registry!.Value),
    };

    /// <summary>
    /// Opens the place that an image is written to. An archive without a name of its own gets <paramref name="name"/>, the one the
    /// image had where it came from.
    /// </summary>
    public static IImageTarget OpenTarget(ImageReference reference, string? name, StoreOptions options) => reference.Transport switch
    {
        Transport.Layout => new LayoutTarget(reference.Path, reference.Name, options.Clock),
        Transport.Registry => new RegistryTarget(options.Registries(), reference.Registry!.Value, options.Places),
        _ => new ArchiveTarget(reference.Path, reference.Name ?? name),
    };

    /// <summary>What lies at a path: a layout, one of the two kinds of archive, or null for nothing that holds an image.</summary>
    public static Transport? Recognise(string path)
    {
        if (Directory.Exists(path))
        {
            return File.Exists(Path.Combine(path, LayoutFile.Name)) && File.Exists(Path.Combine(path, LayoutFile.IndexName)) ? Transport.Layout : null;
        }

        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var archive = ArchiveFile.Open(path);
            return archive.Has(LayoutFile.Name) && archive.Has(LayoutFile.IndexName) ? Transport.OciArchive
                : archive.Has(DockerManifestEntry.FileName) ? Transport.DockerArchive
                : null;
        }
        catch (ArchiveException) when (!ArchiveFile.StartsAsTar(path))
        {
            return null;
        }
    }

    private static IImageSource OpenArchive(string path, Func<ArchiveFile, IImageSource> open)
    {
        var archive = ArchiveFile.Open(path);
        try
        {
            return open(archive);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }
}
