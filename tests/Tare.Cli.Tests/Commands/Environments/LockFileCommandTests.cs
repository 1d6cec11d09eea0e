using System.Security.Cryptography;

namespace Tare.Cli.Tests.Commands.Environments;

public sealed class LockFileCommandTests : IDisposable
{
    private readonly Workshop _workshop = new Workshop().With(Workshop.Package("zlib", "1.3"), Workshop.Package("app", "2.0", "zlib"), Workshop.Package("other"));

    public void Dispose() => _workshop.Dispose();

    [Theory]
    [InlineData("conda-lock.yml")]
    [InlineData("pixi.lock")]
    [InlineData("explicit.txt")]
    public void A_lock_file_makes_the_environment_without_asking_any_channel(string file)
    {
        Lock(file, HashOf);
        File.Delete(Path.Join(_workshop.Channel.Path, "linux-64", "repodata.json"));
        _workshop.Done("create", "-n", "e", "--file", file);
        _workshop.Packages("e").ShouldBe(["app 2.0", "zlib 1.3"]);
        _workshop.Done("doctor", "-n", "e");
    }

    [Theory]
    [InlineData("conda-lock.yml")]
    [InlineData("pixi.lock")]
    [InlineData("explicit.txt")]
    public void An_archive_with_another_hash_than_the_lock_file_has_makes_no_environment(string file)
    {
        Lock(file, _ => new string('0', 64));
        _workshop.Failed("create", "-n", "e", "--file", file).Error.ShouldContain("-0.conda");
        Directory.Exists(_workshop.Path("e")).ShouldBeFalse();
    }

    [Fact]
    public void A_lock_file_for_other_platforms_only_is_an_error()
    {
        Lock("conda-lock.yml", HashOf);
        _workshop.Failed("create", "-n", "e", "--file", "conda-lock.yml", "--platform", "osx-arm64").Error.ShouldContain("osx-arm64");
    }

    [Fact]
    public void The_explicit_list_of_an_environment_makes_it_again()
    {
        _workshop.Done("create", "-n", "e", "app");
        _workshop.Machine.File("list.txt", _workshop.Done("list", "-n", "e", "--explicit", "--sha256").Output.Replace("@", _workshop.Machine.Folder.Path).Replace(_workshop.Machine.Folder.Path + "EXPLICIT", "@EXPLICIT"));
        _workshop.Done("create", "-n", "again", "--file", "list.txt");
        _workshop.Packages("again").ShouldBe(_workshop.Packages("e"));
    }

    private void Lock(string file, Func<string, string> hash)
    {
        string[] archives = ["zlib-1.3-0.conda", "app-2.0-0.conda"];
        var text = file switch
        {
            "conda-lock.yml" => "version: 1\nmetadata:\n  content_hash: {linux-64: abc}\n  channels:\n    - {url: x, used_env_vars: []}\n  platforms: [linux-64]\npackage:\n"
                + string.Concat(archives.Select(a => $"  - {{name: {a.Split('-')[0]}, version: '{a.Split('-')[1]}', manager: conda, platform: linux-64, dependencies: {{}}, url: \"{UrlOf(a)}\", hash: {{sha256: {hash(a)}}}, category: main, optional: false}}\n")),
            "pixi.lock" => $"version: 6\nenvironments:\n  default:\n    channels:\n      - url: {_workshop.ChannelUrl}/\n    packages:\n      linux-64:\n"
                + string.Concat(archives.Select(a => $"        - conda: {UrlOf(a)}\n")) + "packages:\n" + string.Concat(archives.Select(a => $"  - conda: {UrlOf(a)}\n    sha256: {hash(a)}\n")),
            _ => "# platform: linux-64\n@EXPLICIT\n" + string.Concat(archives.Select(a => $"{UrlOf(a)}#{hash(a)}\n")),
        };
        _workshop.Machine.File(file, text);
    }

    private string UrlOf(string archive) => $"{_workshop.ChannelUrl}/linux-64/{archive}";

    private string HashOf(string archive) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Join(_workshop.Channel.Path, "linux-64", archive))));
}
