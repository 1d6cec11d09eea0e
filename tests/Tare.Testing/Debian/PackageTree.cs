using System.Text.RegularExpressions;
using Tare.Testing.Processes;

namespace Tare.Testing.Debian;

/// <summary>
/// Unpacks Debian packages into one folder laid out as a prefix: what was in <c>/usr</c>, <c>/lib</c> and <c>/etc</c> moves to the
/// prefix, links are made relative, and the links that update-alternatives would make are made.
/// </summary>
internal sealed partial class PackageTree(string folder)
{
    private static readonly string[] Documentation = ["share/doc", "share/man", "share/lintian", "share/bug", "share/info"];

    internal void Add(string deb)
    {
        using var unpacked = new TemporaryFolder();
        Tool.Run("dpkg-deb", "-x", deb, unpacked["data"]);
        Tool.Run("dpkg-deb", "-e", deb, unpacked["control"]);
        KeepCopyright(unpacked["data"]);
        foreach (var path in Packages.InfoFolder.PayloadOf(unpacked["data"]))
        {
            if (InPrefix("/" + path) is { } target && !Documentation.Any(d => target.StartsWith(d + "/", StringComparison.Ordinal)))
            {
                Move(Path.Combine(unpacked["data"], path), "/" + path, target);
            }
        }

        AddAlternatives(unpacked["control", "postinst"]);
    }

    /// <summary>A noarch package for Python keeps its modules in <c>site-packages</c>, wherever a Python looks for them.</summary>
    internal bool TryMakeNoarchPython()
    {
        var modules = Path.Combine(folder, "lib/python3/dist-packages");
        if (!Directory.Exists(modules))
        {
            return false;
        }

        Directory.Move(modules, Path.Combine(folder, "site-packages"));
        if (Directory.Exists(Path.Combine(folder, "bin")))
        {
            Directory.Move(Path.Combine(folder, "bin"), Path.Combine(folder, "python-scripts"));
        }

        RemoveEmpty(Path.Combine(folder, "lib/python3"));
        RemoveEmpty(Path.Combine(folder, "lib"));
        return true;
    }

    /// <summary>The names that people call a Python by.</summary>
    internal void AddPythonLinks(string version)
    {
        foreach (var name in (string[])["python", "python3"])
        {
            File.CreateSymbolicLink(Path.Combine(folder, "bin", name), $"python{version}");
        }
    }

    private void Move(string source, string debian, string target)
    {
        var destination = Path.Combine(folder, target);
        Directory.CreateDirectory(Path.GetDirectoryName(destination)!);
        if (new FileInfo(source).LinkTarget is { } link)
        {
            var reached = InPrefix(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(debian)!, link)));
            if (reached is not null && !Path.Exists(destination))
            {
                File.CreateSymbolicLink(destination, Relative(target, reached));
            }
        }
        else if (Directory.Exists(source))
        {
            Directory.CreateDirectory(destination);
        }
        else
        {
            File.Move(source, destination, overwrite: true);
            File.SetUnixFileMode(destination, File.GetUnixFileMode(destination) | UnixFileMode.UserWrite | UnixFileMode.UserRead);
        }
    }

    private void AddAlternatives(string script)
    {
        if (!File.Exists(script))
        {
            return;
        }

        var text = File.ReadAllText(script).Replace("\\\n", " ", StringComparison.Ordinal);
        foreach (Match match in Alternative().Matches(text))
        {
            if (InPrefix(match.Groups["link"].Value) is { } link && InPrefix(match.Groups["path"].Value) is { } path
                && File.Exists(Path.Combine(folder, path)) && !Path.Exists(Path.Combine(folder, link)))
            {
                File.CreateSymbolicLink(Path.Combine(folder, link), Relative(link, path));
            }
        }
    }

    private void KeepCopyright(string data)
    {
        foreach (var copyright in Directory.Exists(Path.Combine(data, "usr/share/doc"))
            ? Directory.GetFiles(Path.Combine(data, "usr/share/doc"), "copyright", SearchOption.AllDirectories) : [])
        {
            var licenses = Directory.CreateDirectory(Path.Combine(folder, "info", "licenses")).FullName;
            File.Copy(copyright, Path.Combine(licenses, Path.GetFileName(Path.GetDirectoryName(copyright)!) + ".txt"), overwrite: true);
        }
    }

    private static string? InPrefix(string debian) =>
        debian.StartsWith("/usr/", StringComparison.Ordinal) ? debian["/usr/".Length..]
        : debian.StartsWith("/lib/", StringComparison.Ordinal) || debian.StartsWith("/bin/", StringComparison.Ordinal)
            || debian.StartsWith("/etc/", StringComparison.Ordinal) ? debian[1..]
        : null;

    private static string Relative(string link, string target) =>
        Path.GetRelativePath("/" + Path.GetDirectoryName(link), "/" + target);

    private static void RemoveEmpty(string path)
    {
        if (Directory.Exists(path) && !Directory.EnumerateFileSystemEntries(path).Any())
        {
            Directory.Delete(path);
        }
    }

    [GeneratedRegex(@"update-alternatives\s+(--\w+\s+)*?--install\s+(?<link>/\S+)\s+\S+\s+(?<path>/\S+)\s+\d+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alternative();
}
