using System.Text;
using Tare.Images.FileSystem;

namespace Tare.Images.Inspection;

/// <summary>Reads dpkg's records: the files of a package (<c>info/NAME.list</c>) and the versions (<c>status</c>).</summary>
internal static class DebianListReader
{
    /// <summary>The package whose list is at <paramref name="list"/>; its version is filled in from the status file later.</summary>
    internal static InstalledPackage Read(ReadOnlySpan<byte> lines, int list, PathTable paths)
    {
        var name = Encoding.UTF8.GetString(paths.Name(list))[..^".list".Length].Split(':')[0];
        var files = new List<int>();
        foreach (var range in lines.Split((byte)'\n'))
        {
            var line = lines[range].TrimStart((byte)'/').TrimEnd((byte)'/');
            if (line.Length is > 1 and <= 4096 && line.IndexOf("//"u8) < 0)
            {
                files.Add(paths.Descendant(PathTable.Root, line));
            }
        }

        return new InstalledPackage { Kind = PackageKind.Debian, Name = name, Channel = "deb", Environment = PathTable.Root, Files = [.. files] };
    }

    /// <summary>Versions by package from a status file (deb822 paragraphs).</summary>
    internal static Dictionary<string, string> ReadVersions(ReadOnlySpan<byte> status)
    {
        var versions = new Dictionary<string, string>(StringComparer.Ordinal);
        var package = "";
        foreach (var range in status.Split((byte)'\n'))
        {
            var line = status[range];
            if (line.StartsWith("Package: "u8))
            {
                package = Encoding.UTF8.GetString(line["Package: "u8.Length..].Trim((byte)' '));
            }
            else if (line.StartsWith("Version: "u8))
            {
                versions[package] = Encoding.UTF8.GetString(line["Version: "u8.Length..].Trim((byte)' '));
            }
        }

        return versions;
    }
}
