using Tare.Images.Sandboxing;
using Tare.Oci.Images;

namespace Tare.Images.Building;

/// <summary>The image that a new one is put on, and what of it the environment depends on.</summary>
public sealed class BaseImage
{
    private readonly BaseFiles _files;

    private BaseImage(string name, Image image, BaseFiles files) => (Name, Image, _files) = (name, image, files);

    /// <summary>The name it was asked for by.</summary>
    public string Name { get; }

    /// <summary>The image.</summary>
    public Image Image { get; }

    /// <summary>The version of its glibc, or null.</summary>
    public string? Glibc => _files.Glibc;

    /// <summary>Its C library is musl.</summary>
    public bool IsMusl => _files.IsMusl;

    /// <summary>The CUDA that it says it brings, as major and minor version, or null (<c>CUDA_VERSION</c> of NVIDIA's images).</summary>
    public string? Cuda => Image.Config.Model.Container.Env?.FirstOrDefault(e => e.StartsWith("CUDA_VERSION=", StringComparison.Ordinal)) is { } text
        && text["CUDA_VERSION=".Length..].Split('.') is { Length: >= 2 } parts ? $"{parts[0]}.{parts[1]}" : null;

    /// <summary>Folders with owners or permissions of their own, which a layer must not overwrite.</summary>
    internal IEnumerable<string> UnusualFolders => _files.Folders.Where(f => f.Value).Select(f => f.Key);

    /// <summary>Reads the image once; with a layer cache's folder, once for all builds.</summary>
    public static BaseImage Read(string name, Image image, string? layerFolder, CancellationToken stop)
    {
        var cache = layerFolder is null ? null : new BaseCache(layerFolder);
        var files = cache?.Find(image.Digest);
        if (files is null)
        {
            files = BaseFiles.Read(image, stop);
            cache?.Enter(image.Digest, files);
        }

        return new BaseImage(name, image, files);
    }

    /// <summary>Where a folder of the image lies in a layer: links of the base are followed, and its own folders stay as they are.</summary>
    public LayerRoot RootOf(string path)
    {
        var folder = PathWalk.Resolve(path, p => _files.Links.GetValueOrDefault(p))
            ?? throw new ImageException($"`{path}` leads in a circle of links in {Name}", "choose another --prefix");
        var kept = new HashSet<string>(StringComparer.Ordinal);
        for (var slash = folder.IndexOf('/'); folder.Length > 0; slash = folder.IndexOf('/', slash + 1))
        {
            var here = slash < 0 ? folder : folder[..slash];
            if (_files.Others.Contains(here))
            {
                throw new ImageException($"`/{here}` is no folder in {Name}, so `{path}` cannot be made there", "choose another --prefix");
            }

            if (_files.Folders.GetValueOrDefault(here))
            {
                kept.Add(here);
            }

            if (slash < 0)
            {
                break;
            }
        }

        return new LayerRoot(path, folder, kept);
    }

    /// <summary>The base has a file at a path, links followed.</summary>
    internal bool HasFile(string path) => PathWalk.Resolve(path, p => _files.Links.GetValueOrDefault(p)) is { } place && _files.Others.Contains(place);

    /// <summary>The base has a folder at a path.</summary>
    public bool HasFolder(string path)
    {
        try
        {
            return _files.Folders.ContainsKey(RootOf(path).Folder);
        }
        catch (ImageException)
        {
            return false;
        }
    }
}
