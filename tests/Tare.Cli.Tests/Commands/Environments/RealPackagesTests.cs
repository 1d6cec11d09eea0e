using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Tare.Conda.Prefixes;
using Tare.Testing;
using Tare.Testing.Debian;
using Tare.Testing.Packages;
using Tare.Testing.Processes;

namespace Tare.Cli.Tests.Commands.Environments;

public sealed class RealPackagesTests : IDisposable
{
    private readonly Workshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void Numpy_is_imported_from_a_prefix_other_than_the_placeholder()
    {
        Assert.SkipWhen(DebianChannel.MissingReason() is not null, DebianChannel.MissingReason() ?? "");
        var channel = "file://" + DebianChannel.Of().Path;
        _workshop.Done("create", "-n", "np", "numpy", "-c", channel, "--override-channels");
        Tool.Run(_workshop.Path("np", "bin/python3"), "-c", "import numpy; print((numpy.arange(4).reshape(2, 2) @ numpy.eye(2)).sum())").Trim().ShouldBe("6.0");
        var record = new CondaPrefix(_workshop.Path("np")).Records().Records.Single(r => r.Name == "pkg-resources");
        record.Paths.Where(p => p.Type == PrefixPathType.PycFile).ShouldNotBeEmpty();
        record.Files.ShouldAllBe(f => System.IO.Path.Exists(_workshop.Path("np", f)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--no-cache")]
    [InlineData("--copy")]
    public void Real_packages_of_another_platform_are_there_file_by_file(string option)
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Missing);
        string[] words =
        [
            "create", "-n", "e", "--platform", "linux-aarch64", "-c", SharedData.PathOf("channels", "conda-forge-2023"), "--override-channels",
            "libsolv", "libsqlite", "readline", "tk", "openssl", "reproc-cpp", "yaml-cpp", "libssh2", "libnghttp2", "tzdata", "fmt", .. option.Length > 0 ? [option] : (string[])[],
        ];
        _workshop.Done(words);
        var records = new CondaPrefix(_workshop.Path("e")).Records();
        records.Problems.ShouldBeEmpty();
        records.Records.Count.ShouldBeGreaterThan(20);
        foreach (var path in records.Records.SelectMany(r => r.Paths))
        {
            Check(path);
        }

        var known = records.Records.SelectMany(r => r.Files).ToHashSet();
        InfoFolder.PayloadOf(_workshop.Path("e")).Where(p => !p.StartsWith("conda-meta/", StringComparison.Ordinal) && !known.Contains(p)).ShouldBe([".condarc"]);
    }

    // The files are what conda 26.7.1 leaves of the same packages from the same channel.
    [Theory]
    [InlineData("clobber-1 clobber-2 clobber-3", "another-clobber.txt=clobber-3 clobber.txt=clobber-3")]
    [InlineData("clobber-nested-1 clobber-nested-2 clobber-nested-3", "clobber/bobber/clobber.txt=clobber-2")]
    [InlineData("clobber-fd-1 clobber-fd-2 clobber-fd-3", "clobber/clobber-fd-2.txt=clobber-fd-2 clobber/clobber-fd-3.txt=clobber-fd-3")]
    [InlineData("clobber-fd-1 clobber-fd-2-conflicting", "clobber/clobber-fd-2.txt=clobber-fd-2-conflicting")]
    [InlineData("clobber-fd-rev-1 clobber-fd-rev-2 clobber-fd-rev-3", "clobber=clobber-fd-rev-3")]
    [InlineData("clobber-with-dir clobber-without-dir", "dir=clobber-1")]
    [InlineData("clobber-with-symlink-a clobber-with-symlink-b", "lib/clobber-1.txt=clobber-1 lib/clobber-2.txt=clobber-2 lib/clobber.so=clobber-1")]
    public void Packages_that_clobber_each_other_come_as_conda_resolves_it(string packages, string files)
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Missing);
        var names = packages.Split(' ');
        var archives = Directory.GetFiles(SharedData.PathOf("packages", "rattler-tests")).Select(p => System.IO.Path.GetFileName(p)!)
            .Where(f => names.Any(n => f.StartsWith(n + "-0.1.0-", StringComparison.Ordinal)));
        Channel("rattler-tests", [.. archives]);
        _workshop.Done(["create", "-n", "e", .. names]).Error.ShouldContain("both bring");
        FilesOf("e").ShouldBe(files.Split(' '));
        _workshop.Done("create", "-n", "f");
        _workshop.Done(["install", "-n", "f", .. names]);
        FilesOf("f").ShouldBe(files.Split(' '));
        _workshop.Done(["remove", "-n", "f", .. names]);
        FilesOf("f").ShouldBeEmpty();
    }

    private string[] FilesOf(string environment) =>
    [
        .. InfoFolder.PayloadOf(_workshop.Path(environment)).Where(p => !p.StartsWith("conda-meta/", StringComparison.Ordinal))
            .Select(p => $"{p}={_workshop.Text(environment, p).Trim()}").Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Link_scripts_of_a_real_package_are_named_and_not_run()
    {
        Channel("rattler-tests", "link-scripts-0.1.0-h4616a5c_0.conda");
        _workshop.Done("create", "-n", "e", "link-scripts").Error.ShouldContain("--run-scripts");
    }

    [Theory]
    [InlineData("evil-dotdot")]
    [InlineData("evil-absolute")]
    [InlineData("evil-symlink_out_then_write")]
    [InlineData("evil-symlink_rel_out")]
    [InlineData("evil-hardlink_out")]
    [InlineData("evil-hardlink_dotdot")]
    [InlineData("evil-chardev")]
    [InlineData("evil-fifo")]
    [InlineData("evil-dup_member")]
    [InlineData("evil-symlink_self")]
    [InlineData("evil-symlink_abs")]
    [InlineData("evil-name_backslash")]
    [InlineData("evil-long_name")]
    [InlineData("evil-nul_in_name")]
    [InlineData("evil-case_collision")]
    [InlineData("evil-dir_over_file")]
    [InlineData("evil-paths-json-dotdot")]
    [InlineData("evil-entry-point-dotdot")]
    public void A_hostile_package_writes_nothing_outside(string name)
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Missing);
        var archive = SharedData.PathOf("badinputs", "derived", $"{name}.conda");
        var copy = _workshop.Machine.Folder["evil", "evil-1.0-0.conda"];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
        File.Copy(archive, copy);
        var before = Outside();
        var answer = _workshop.Machine.Run("create", "-n", "e", "--yes", copy);
        Outside().ShouldBe(before);
        if (answer.Status != 0)
        {
            answer.Error.ShouldContain("error:");
            Directory.Exists(_workshop.Path("e")).ShouldBeFalse();
        }

        foreach (var hostile in (string[])["evil-paths-json-dotdot", "evil-entry-point-dotdot", "evil-dotdot", "evil-absolute", "evil-chardev", "evil-fifo"])
        {
            (name == hostile && answer.Status == 0).ShouldBeFalse($"{name} was installed");
        }
    }

    private void Check(PrefixPath path)
    {
        var full = _workshop.Path("e", path.Path);
        System.IO.Path.Exists(full).ShouldBeTrue(path.Path);
        if (path.Type == PrefixPathType.HardLink)
        {
            new FileInfo(full).LinkTarget.ShouldBeNull(path.Path);
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(full))).ShouldBe(path.Sha256InPrefix ?? path.Sha256, path.Path);
        }
    }

    private string[] Outside() =>
        [.. Directory.EnumerateFileSystemEntries(_workshop.Machine.Folder.Path).Order(StringComparer.Ordinal), .. Directory.EnumerateFileSystemEntries(_workshop.Machine.Root).Where(p => !p.EndsWith("/pkgs", StringComparison.Ordinal) && !p.EndsWith("/envs", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    // A channel of archives as they are, described by what they say of themselves.
    private void Channel(string folder, params string[] archives)
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Missing);
        var sections = new JsonObject { ["packages"] = new JsonObject(), ["packages.conda"] = new JsonObject() };
        var target = Directory.CreateDirectory(System.IO.Path.Join(_workshop.Channel.Path, "linux-64")).FullName;
        foreach (var archive in archives)
        {
            var copy = System.IO.Path.Join(target, archive);
            File.Copy(SharedData.PathOf("packages", folder, archive), copy);
            var index = _workshop.Machine.Run("package", "info", copy, "--json").Json;
            var record = JsonNode.Parse((index.TryGetProperty("index", out var inner) ? inner : index).GetRawText())!.AsObject();
            record["sha256"] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(copy)));
            record["size"] = new FileInfo(copy).Length;
            sections[archive.EndsWith(".conda", StringComparison.Ordinal) ? "packages.conda" : "packages"]![archive] = record;
        }

        Tare.Primitives.Files.AtomicFile.Write(System.IO.Path.Join(target, "repodata.json"), sections.ToJsonString());
    }
}
