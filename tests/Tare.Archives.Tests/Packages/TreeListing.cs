using System.Security.Cryptography;

namespace Tare.Archives.Tests.Packages;

/// <summary>A tree of files as lines of text, so that two can be compared and a difference is read at once.</summary>
internal static class TreeListing
{
    internal static string[] Of(string folder) => new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
        .Select(i => $"{Path.GetRelativePath(folder, i.FullName)} {Describe(i)}").Order(StringComparer.Ordinal).ToArray();

    private static string Describe(FileSystemInfo item)
    {
        if (item.LinkTarget is { } target)
        {
            return "-> " + target;
        }

        if (item is DirectoryInfo)
        {
            return "folder";
        }

        // The owner can always read and write what tare unpacks.
        var mode = item.UnixFileMode & (UnixFileMode)0x1FF | UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var content = File.OpenRead(item.FullName);
        return $"{mode} {new DateTimeOffset(item.LastWriteTimeUtc).ToUnixTimeSeconds()} {Convert.ToHexString(SHA256.HashData(content))}";
    }
}
