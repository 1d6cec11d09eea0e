using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Tare.Testing.Packages;

namespace Tare.Testing.Roots;

/// <summary>
/// A conda root as an installer and some use leave it: the base environment, a package cache with archives and extracted packages,
/// index cache, logs, left-over temporary files, and environments whose files are links into the cache.
/// </summary>
public sealed class CondaRoot
{
    private const string Created = "2026-01-01 00:00:00";
    private readonly string _channel;

    /// <summary>Makes an empty root in a folder; its packages are said to come from <paramref name="channel"/>.</summary>
    public CondaRoot(string prefix, string channel = "https://conda.example.org/demo")
    {
        Prefix = prefix;
        _channel = channel;
        foreach (var folder in (string[])["bin", "conda-meta", "envs", "pkgs/cache", "pkgs/.logs"])
        {
            Directory.CreateDirectory(Path.Combine(prefix, folder));
        }

        File.WriteAllText(Path.Combine(Packages, "urls.txt"), "");
        File.WriteAllText(Path.Combine(Packages, "urls"), "");
        File.WriteAllText(Path.Combine(prefix, "conda-meta", "state"), "{\"env_vars\": {}, \"version\": 1}");
        WriteHistory(prefix);
    }

    /// <summary>The root prefix, which is also the base environment.</summary>
    public string Prefix { get; }

    /// <summary>The package cache.</summary>
    public string Packages => Path.Combine(Prefix, "pkgs");

    /// <summary>Where the environment's packages for Python live, relative to it.</summary>
    public string SitePackages { get; init; } = "lib/python3.12/site-packages";

    /// <summary>The folder of an environment; <c>base</c> is the root itself.</summary>
    public string this[string environment] => environment == "base" ? Prefix : Path.Combine(Prefix, "envs", environment);

    /// <summary>Makes an environment without packages.</summary>
    public string AddEnvironment(string name)
    {
        Directory.CreateDirectory(Path.Combine(this[name], "conda-meta"));
        File.WriteAllText(Path.Combine(this[name], "conda-meta", "created_at"), "1767225600.0");
        WriteHistory(this[name]);
        return this[name];
    }

    /// <summary>Puts a made-up package into the cache, extracted and as an archive.</summary>
    public CachedPackage Add(TestPackage package, string extension = ".conda")
    {
        var folder = Path.Combine(Packages, package.Fields.Distribution);
        Directory.CreateDirectory(folder);
        package.WriteTo(folder);
        var archive = folder + extension;
        PackageArchive.Write(folder, archive);
        return Register(folder, archive, ChannelFolder.RecordOf(package.Fields, archive));
    }

    /// <summary>Puts a package of a channel folder into the cache: its archive (a second name) and what is in it.</summary>
    public CachedPackage AddFromChannel(ChannelPackage package)
    {
        var archive = Path.Combine(Packages, Path.GetFileName(package.Archive));
        File.Copy(package.Archive, archive);
        var folder = Path.Combine(Packages, package.Distribution);
        PackageExtraction.Extract(archive, folder);
        return Register(folder, archive, package.Record.DeepClone().AsObject());
    }

    /// <summary>Brings a cached package into an environment.</summary>
    public void Install(CachedPackage package, string environment, LinkKind kind = LinkKind.Hard)
    {
        new PackageLinker(this[environment], SitePackages).Install(package, kind);
        var meta = Path.Combine(this[environment], "conda-meta");
        File.AppendAllText(Path.Combine(meta, "history"), $"+{_channel}/{package.Record["subdir"]}::{package.Distribution}\n");
    }

    /// <summary>Leaves what downloads of an index leave.</summary>
    public void AddIndexCache(int count = 2, int size = 10_000)
    {
        for (var i = 0; i < count; i++)
        {
            var url = $"{_channel}/{(i == 0 ? "noarch" : $"linux-{i}")}";
            var name = Path.Combine(Packages, "cache", Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(url + "/")))[..8]);
            File.WriteAllText(name + ".json", "{\"packages\": {}, \"pad\": \"" + new string('x', size) + "\"}");
            var state = new JsonObject { ["url"] = $"{url}/repodata.json", ["etag"] = "\"abc\"", ["size"] = size };
            File.WriteAllText(name + ".info.json", state.ToJsonString());
        }
    }

    /// <summary>Leaves log files.</summary>
    public void AddLogs(int count = 3)
    {
        for (var i = 0; i < count; i++)
        {
            File.WriteAllText(Path.Combine(Packages, ".logs", $"20260101-00000{i}-123456.log"), "log\n");
        }
    }

    /// <summary>Leaves an interrupted download and the files that conda renames what it cannot delete to.</summary>
    public void AddTemporaryFiles(CachedPackage package, string environment = "base")
    {
        File.WriteAllText(Path.Combine(Packages, "interrupted-1.0-0.conda.partial"), new string('p', 5000));
        var path = InfoFolder.PayloadOf(package.Folder).First(p => !p.StartsWith("site-packages/", StringComparison.Ordinal));
        foreach (var suffix in (string[])[".c~", ".trash", ".conda_trash"])
        {
            var full = Path.Combine(this[environment], path) + suffix;
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, "old");
        }
    }

    /// <summary>Writes <c>.conda/environments.txt</c> of a home folder with every environment of this root.</summary>
    public void WriteEnvironmentsTxt(string home)
    {
        var folder = Directory.CreateDirectory(Path.Combine(home, ".conda")).FullName;
        var environments = Directory.GetDirectories(Path.Combine(Prefix, "envs")).Order(StringComparer.Ordinal).Prepend(Prefix);
        File.WriteAllLines(Path.Combine(folder, "environments.txt"), environments);
    }

    private CachedPackage Register(string folder, string archive, JsonObject record)
    {
        var url = $"{_channel}/{record["subdir"]}/{Path.GetFileName(archive)}";
        record["channel"] = _channel;
        record["fn"] = Path.GetFileName(archive);
        record["url"] = url;
        File.WriteAllText(Path.Combine(folder, "info", "repodata_record.json"), record.ToJsonString(InfoFolder.Layout));
        File.AppendAllText(Path.Combine(Packages, "urls.txt"), url + "\n");
        return new CachedPackage(folder, archive, record);
    }

    private static void WriteHistory(string environment) => File.WriteAllText(
        Path.Combine(environment, "conda-meta", "history"),
        $"==> {Created} <==\n# cmd: /opt/conda/bin/conda create\n# conda version: 26.7.1\n");
}
