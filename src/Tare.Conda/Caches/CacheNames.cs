using Tare.Conda.Channels;
using Tare.Primitives;

namespace Tare.Conda.Caches;

/// <summary>What the name of a file or folder in a package cache says about it.</summary>
public static class CacheNames
{
    private const string Partial = ".partial";

    // The first folder of mamba's nested layout: pkgs/<scheme>/<host>/<path of the channel>/<subdir>/<distribution>.
    private static readonly string[] Schemes = ["https", "http", "file", "ftp", "sftp", "s3", "oci"];
    private static readonly string[] ReplacedSuffixes = [".c~", ".trash"];
    private static readonly string[] TrashMarks = [".conda_trash", ".mamba_trash"];

    /// <summary>An archive of a package: <c>.conda</c> or <c>.tar.bz2</c>.</summary>
    public static bool IsArchive(string name) => PackageFileName.ExtensionOf(name) is { } extension && name.Length > extension.Length;

    /// <summary>A download that did not end: an archive's name with <c>.partial</c> behind it.</summary>
    public static bool IsPartial(string name) => name.EndsWith(Partial, StringComparison.Ordinal) && IsArchive(name[..^Partial.Length]);

    /// <summary>A file that a process holds while it works on the cache.</summary>
    public static bool IsLock(string name) => name.EndsWith(".lock", StringComparison.Ordinal);

    /// <summary>What conda or mamba could not delete and moved aside; nothing else bears such a name.</summary>
    public static bool IsTrash(string name)
    {
        foreach (var mark in TrashMarks)
        {
            if (name.Contains(mark, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The name of the file that a <c>.c~</c> or <c>.trash</c> file stood in for, or null. Users name files so too: the name
    /// proves nothing until a package is found to own the result.
    /// </summary>
    public static string? Replaced(string name)
    {
        foreach (var suffix in ReplacedSuffixes)
        {
            if (name.EndsWith(suffix, StringComparison.Ordinal) && name.Length > suffix.Length)
            {
                return name[..^suffix.Length];
            }
        }

        return null;
    }

    /// <summary>Looks like <c>name-version-build</c>.</summary>
    public static bool IsDistribution(string name)
    {
        var build = name.LastIndexOf('-');
        var version = build <= 0 ? -1 : name.LastIndexOf('-', build - 1);
        return version > 0
            && name.AsSpan(version + 1, build - version - 1) is { Length: > 0 } v && v.ContainsAnyInRange('0', '9') && v.IndexOfAnyExcept(VersionCharacters) < 0
            && name.AsSpan(build + 1) is { Length: > 0 } b && b.IndexOfAnyExcept(VersionCharacters) < 0;
    }

    private static readonly System.Buffers.SearchValues<char> VersionCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+!~");

    internal static bool IsScheme(string name) => Schemes.Contains(name);

    internal static bool IsSubdir(string name) => name == "noarch" || Platform.TryParse(name, out _);
}
