using System.Runtime.InteropServices;
using Tare.Primitives;
using Tare.Testing.Packages;
using Tare.Testing.Processes;

namespace Tare.Testing.Debian;

/// <summary>
/// A channel of real software: packages of the running Debian or Ubuntu turned into conda packages. ELF files carry the padded
/// placeholder in their run path, scripts in their first line; links, dependencies and noarch packages are what conda has. Made
/// once and kept in <c>$XDG_CACHE_HOME/tare-dev</c> (<c>~/.cache/tare-dev</c>).
/// </summary>
public sealed class DebianChannel
{
    private const int Format = 3;
    private static readonly string[] Tools = ["apt-get", "apt-cache", "dpkg-deb", "patchelf"];

    private DebianChannel(string path) => Path = path;

    /// <summary>The channel's folder.</summary>
    public string Path { get; }

    /// <summary>Where the channel's Python keeps its packages.</summary>
    public static string SitePackages => "lib/python3/dist-packages";

    /// <summary>The platform of this machine.</summary>
    public static string Subdir => Platform.Host.Subdir ?? "linux-64";

    /// <summary>Why there is no such channel here, or null: the reason a test gives for being skipped.</summary>
    public static string? MissingReason(DebianSet set = DebianSet.Core) =>
        Directory.Exists(PathOf(set)) || Array.TrueForAll(Tools, Tool.Exists) ? null
        : $"needs {string.Join(", ", Tools.Where(t => !Tool.Exists(t)))} to make a channel of Debian packages";

    /// <summary>Every package, sorted by file name.</summary>
    public IReadOnlyList<ChannelPackage> Packages => ChannelPackage.AllOf(Path);

    /// <summary>The channel of a set; made now if it was never made here.</summary>
    public static DebianChannel Of(DebianSet set = DebianSet.Core)
    {
        var path = PathOf(set);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        if (Directory.Exists(path))
        {
            return new DebianChannel(path);
        }

        using (FileLock.Take(path + ".lock"))
        {
            if (!Directory.Exists(path))
            {
                var partial = path + ".partial";
                if (Directory.Exists(partial))
                {
                    Directory.Delete(partial, recursive: true);
                }

                Build(set, partial);
                Directory.Move(partial, path);
            }
        }

        return new DebianChannel(path);
    }

    /// <summary>A package and everything it needs, in an order in which they can be installed.</summary>
    public IReadOnlyList<ChannelPackage> ClosureOf(params IEnumerable<string> names)
    {
        var all = Packages.ToDictionary(p => p.Name, StringComparer.Ordinal);
        var chosen = new List<ChannelPackage>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            Visit(name);
        }

        return chosen;

        void Visit(string name)
        {
            if (seen.Add(name) && all.TryGetValue(name, out var package))
            {
                foreach (var depends in package.Record["depends"]!.AsArray())
                {
                    Visit(((string)depends!).Split(' ')[0]);
                }

                chosen.Add(package);
            }
        }
    }

    /// <summary>Where what was downloaded and made is kept between runs.</summary>
    internal static string CacheFolder
    {
        get
        {
            var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            var home = Environment.GetEnvironmentVariable("HOME") ?? "/root";
            return System.IO.Path.Combine(string.IsNullOrEmpty(cache) ? System.IO.Path.Combine(home, ".cache") : cache, "tare-dev");
        }
    }

    private static string PathOf(DebianSet set) => System.IO.Path.Combine(
        CacheFolder, "channels", $"{OsRelease("ID")}{OsRelease("VERSION_ID")}-{Subdir}-{set.ToString().ToLowerInvariant()}-{Format}");

    private static string OsRelease(string key) =>
        (File.Exists("/etc/os-release") ? File.ReadLines("/etc/os-release") : [])
            .FirstOrDefault(l => l.StartsWith(key + "=", StringComparison.Ordinal))?.Split('=', 2)[1].Trim('"') ?? "";

    private static void Build(DebianSet set, string path)
    {
        var apt = new AptRepository(System.IO.Path.Combine(CacheFolder, "debs"));
        var selection = PackageSelection.Of(set, apt);
        var debs = apt.Download(selection.Packages);
        var channel = new ChannelFolder(path);
        var groups = selection.Packages.GroupBy(p => CondaNames.NameOf(p.Name), StringComparer.Ordinal).ToArray();
        Parallel.ForEach(groups.Index(), new ParallelOptions { MaxDegreeOfParallelism = 2 }, group =>
        {
            // Both formats are in use, so both are here; the larger packages come in the newer one.
            var extension = group.Index % 4 == 3 && group.Item.Key is not ("python" or "numpy" or "pytorch") ? ".tar.bz2" : ".conda";
            Add(channel, selection, [.. group.Item], debs, extension);
        });
        channel.WriteIndex(Subdir);
    }

    private static void Add(
        ChannelFolder channel, PackageSelection selection, IReadOnlyList<DebianPackage> parts, IReadOnlyDictionary<string, string> debs, string extension)
    {
        using var folder = new TemporaryFolder();
        var tree = new PackageTree(folder.Path);
        foreach (var part in parts)
        {
            tree.Add(debs[part.Name]);
        }

        var fields = FieldsOf(selection, parts);
        if (fields.Name == "python")
        {
            tree.AddPythonLinks(selection.PythonVersion);
            fields = fields with { PythonSitePackagesPath = SitePackages };
        }
        else if (parts.All(p => p.IsArchitectureIndependent))
        {
            fields = fields with { Subdir = "noarch", Noarch = tree.TryMakeNoarchPython() ? "python" : "generic" };
        }

        PrefixMarking.Mark(folder.Path, RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "aarch64-linux-gnu" : "x86_64-linux-gnu");
        InfoFolder.Write(folder.Path, fields);
        channel.Add(folder.Path, fields, extension);
    }

    private static PackageFields FieldsOf(PackageSelection selection, IReadOnlyList<DebianPackage> parts)
    {
        var first = parts[0];
        var depends = selection.DependsOf(parts);
        var isForPython = depends.Any(d => d.StartsWith("python ", StringComparison.Ordinal));
        var abi = parts.All(p => p.IsArchitectureIndependent) ? "" : selection.PythonVersion.Replace(".", "", StringComparison.Ordinal);
        var (number, build) = CondaNames.BuildOf(first.Version, isForPython ? $"py{abi}_" : "");
        return new PackageFields(CondaNames.NameOf(first.Name), CondaNames.VersionOf(first.Version), build)
        {
            BuildNumber = number,
            Subdir = Subdir,
            Depends = depends,
            License = "LicenseRef-Debian-copyright",
            Summary = first.Summary,
            Home = first.Home,
        };
    }
}
