using System.Text.Json;
using Tare.Testing;

namespace Tare.EndToEnd.Tests.Environments;

/// <summary>tare and real conda on the same environments.</summary>
public sealed class BesideCondaTests : IDisposable
{
    private readonly EndToEndChannel _channel = new();

    public BesideCondaTests()
    {
        TareBinary.Require();
        RealConda.Require();
    }

    public void Dispose() => _channel.Dispose();

    [Fact]
    public void Conda_lists_and_verifies_what_tare_installed()
    {
        _channel.Done(["create", "-p", _channel.Prefix("e"), "-y", "-q", "app=1.0", .. Channel]);
        CondaPackages("e").ShouldBe(["app 1.0", "zlib 2.0"]);
        Verify("e");
    }

    [Fact]
    public void Conda_updates_and_removes_what_tare_installed()
    {
        _channel.Done(["create", "-p", _channel.Prefix("e"), "-y", "-q", "app=1.0", "zlib=1.0", .. Channel]);
        Conda(["update", "-p", _channel.Prefix("e"), "-y", "-q", "app", "zlib", .. Channel]);
        Packages("e").ShouldBe(["app 2.0", "zlib 2.0"]);
        Verify("e");
        Conda("remove", "-p", _channel.Prefix("e"), "-y", "-q", "zlib");
        Packages("e").ShouldBeEmpty();
        Directory.EnumerateFiles(_channel.Prefix("e"), "*", SearchOption.AllDirectories).ShouldAllBe(f => f.Contains("/conda-meta/"));
    }

    [Fact]
    public void Tare_lists_verifies_updates_and_removes_what_conda_installed()
    {
        Conda(["create", "-p", _channel.Prefix("e"), "-y", "-q", "app=1.0", "zlib=1.0", .. Channel]);
        Packages("e").ShouldBe(["app 1.0", "zlib 1.0"]);
        Verify("e");
        _channel.Done(["update", "-p", _channel.Prefix("e"), "-y", "-q", "app", "zlib", .. Channel]);
        CondaPackages("e").ShouldBe(["app 2.0", "zlib 2.0"]);
        Verify("e");
        _channel.Done(["install", "-p", _channel.Prefix("e"), "-y", "-q", "--revision", "0", .. Channel]);
        CondaPackages("e").ShouldBe(["app 1.0", "zlib 1.0"]);
        _channel.Done("remove", "-p", _channel.Prefix("e"), "-y", "-q", "zlib");
        CondaPackages("e").ShouldBeEmpty();
    }

    [Fact]
    public void Each_renames_what_the_other_made()
    {
        _channel.Done(["create", "-p", _channel.Prefix("a"), "-y", "-q", "app", .. Channel]);
        Conda("rename", "-p", _channel.Prefix("a"), _channel.Prefix("b"), "-q");
        Verify("b");
        _channel.Done("rename", "-p", _channel.Prefix("b"), _channel.Prefix("c"), "-q");
        Verify("c");
        Directory.GetFileSystemEntries(_channel.Folder["root", "envs"]).ShouldBe([_channel.Prefix("c")]);
    }

    [Fact]
    public void Both_write_the_same_files_into_an_environment()
    {
        _channel.Done(["create", "-p", _channel.Prefix("e"), "-y", "-q", "app", .. Channel]);
        var ours = Tree();
        _channel.Done("env", "remove", "-p", _channel.Prefix("e"), "-y", "-q");
        Conda(["create", "-p", _channel.Prefix("e"), "-y", "-q", "app", .. Channel]);
        ours.ShouldBe(Tree());
    }

    [Fact]
    public void Both_make_the_same_of_the_real_packages_of_another_platform()
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Missing);
        string[] words =
        [
            "create", "-p", _channel.Prefix("e"), "-y", "-q", "--platform", "linux-aarch64", "-c", "file://" + SharedData.PathOf("channels", "conda-forge-2023"), "--override-channels",
            "libsolv", "libsqlite", "readline", "tk", "openssl", "reproc-cpp", "yaml-cpp", "libssh2", "libnghttp2", "tzdata", "fmt",
        ];
        _channel.Done(words);
        var ours = (Files: Everything(), Records: Records());
        ours.Records.Count.ShouldBeGreaterThan(20);
        Verify("e");
        _channel.Done("env", "remove", "-p", _channel.Prefix("e"), "-y", "-q");
        Conda(words);
        Everything().ShouldBe(ours.Files);
        Records().ShouldBe(ours.Records);
    }

    private string[] Channel => ["-c", _channel.Url, "--override-channels"];

    // Names, and the content where it is not the time of the command.
    private string[] Tree() =>
    [
        .. Directory.EnumerateFiles(_channel.Prefix("e"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => Path.GetRelativePath(_channel.Prefix("e"), f) + (f.Contains("/conda-meta/") ? "" : $": {File.ReadAllText(f)}")),
    ];

    // What is there, what it holds and who may run it; the records are compared by themselves, and a history has a time.
    private string[] Everything()
    {
        var prefix = _channel.Prefix("e");
        return
        [
            .. Directory.EnumerateFileSystemEntries(prefix, "*", SearchOption.AllDirectories).Select(p => new FileInfo(p)).OrderBy(f => f.FullName, StringComparer.Ordinal)
                .Where(f => f.Directory!.Name != "conda-meta").Select(f => $"{Path.GetRelativePath(prefix, f.FullName)} {Describe(f)}"),
        ];
    }

    private static string Describe(FileInfo file) => file.LinkTarget is { } target ? $"-> {target}"
        : !file.Exists ? "folder"
        : $"{Convert.ToString((int)file.UnixFileMode, 8)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file.FullName)))}";

    private Dictionary<string, string> Records() => Directory.GetFiles(Path.Join(_channel.Prefix("e"), "conda-meta"), "*.json").ToDictionary(r => Path.GetFileName(r)!, File.ReadAllText);

    private void Conda(params string[] words)
    {
        var result = RealConda.Run(_channel.Variables, words);
        result.ExitCode.ShouldBe(0, $"conda {string.Join(' ', words)}: {result.Error}{result.Output}");
    }

    private string[] CondaPackages(string name) => Names(RealConda.Run(_channel.Variables, "list", "-p", _channel.Prefix(name), "--json").Output);

    private string[] Packages(string name) => Names(_channel.Done("list", "-p", _channel.Prefix(name), "--json"));

    private static string[] Names(string json) => [.. JsonDocument.Parse(json).RootElement.EnumerateArray().Select(p => $"{p.GetProperty("name").GetString()} {p.GetProperty("version").GetString()}")];

    private void Verify(string name)
    {
        var conda = RealConda.Run(_channel.Variables, "doctor", "-p", _channel.Prefix(name), "altered-files", "missing-files", "consistency", "environment-txt");
        conda.Output.ShouldContain("✅");
        conda.Output.ShouldNotContain("❌");
        _channel.Done("doctor", "-p", _channel.Prefix(name));
    }
}
