using System.Text;

namespace Tare.Conda.Repodata.Caching;

/// <summary>The files of one list in the cache, named as conda names them.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Hash">The first 8 digits of the MD5 of the URL.</param>
internal sealed record CacheFiles(string Folder, string Hash)
{
    /// <summary>The list.</summary>
    public string List => Path.Join(Folder, $"{Hash}.json");

    /// <summary>What is known of the list.</summary>
    public string State => Path.Join(Folder, $"{Hash}.info.json");

    /// <summary>Tare's index of the list.</summary>
    public string Index => Path.Join(Folder, $"{Hash}.tare-index");

    /// <summary>The names for a list (cache_fn_url in conda/gateways/repodata).</summary>
    public static CacheFiles Of(string folder, RepodataLocation location, bool tarBz2Only) =>
        Of(folder, $"{location.FolderUrl}/{(location.FileName == RepodataLocation.StandardFileName ? "" : location.FileName)}", tarBz2Only);

    /// <summary>The names for what is at a URL; a folder's ends with a slash.</summary>
    public static CacheFiles Of(string folder, string url, bool tarBz2Only)
    {
        var hash = Md5Name.Of(Encoding.UTF8.GetBytes(url))[..8];
        return new CacheFiles(folder, tarBz2Only ? hash + "1" : hash);
    }
}
