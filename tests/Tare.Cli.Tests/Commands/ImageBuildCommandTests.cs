using System.Text.Json;
using Tare.Testing;
using Tare.Testing.Packages;

namespace Tare.Cli.Tests.Commands;

public sealed class ImageBuildCommandTests : IDisposable
{
    private readonly Machine _machine = new();

    public ImageBuildCommandTests()
    {
        var channel = new ChannelFolder(_machine.Folder["channel"]);
        channel.Add(new TestPackage(new PackageFields("app", "1.0", "0") { Depends = ["lib >=1"] }).With("bin/app", $"#!{Placeholder.Text}/bin/sh\n"));
        channel.Add(new TestPackage("lib", "1.2").WithFiles(3, 2000));
        channel.Add(new TestPackage(new PackageFields("lib", "1.1", "0") { Subdir = "linux-aarch64" }).WithFiles(2, 500));
        channel.Add(new TestPackage(new PackageFields("modern", "1.0", "0") { Depends = ["__glibc >=2.38"] }).With("lib/modern", "x"));
        channel.WriteIndex("linux-64");
        channel.WriteIndex("linux-aarch64");
        _machine.File("environment.yml", $"name: web\nchannels: [\"file://{_machine.Folder["channel"]}\", nodefaults]\ndependencies: [app]\nvariables: {{MODE: fast}}\n");
    }

    public void Dispose() => _machine.Dispose();

    private JsonElement Build(params string[] words)
    {
        var answer = _machine.Run(["image", "build", .. words, "--json", "--platform", "linux/amd64"]);
        answer.Status.ShouldBe(0, answer.Error);
        return JsonDocument.Parse(answer.Output).RootElement;
    }

    [Fact]
    public void An_environment_file_becomes_an_image_without_waste()
    {
        var built = Build("-f", "environment.yml", "-t", "web:1", "-o", "web.tar", "--cmd", "app --serve", "--label", "a=b", "--expose", "80");
        built.GetProperty("images")[0].GetProperty("layers").GetArrayLength().ShouldBe(3);
        var inspect = JsonDocument.Parse(_machine.Run("image", "inspect", "web.tar", "--json").Output).RootElement;
        inspect.GetProperty("digest").GetString().ShouldBe(built.GetProperty("digest").GetString());
        _machine.Run("image", "inspect", "web.tar", "--max-waste", "0B", "-q").Status.ShouldBe(0);
    }

    [Fact]
    public void The_same_request_gives_the_same_digest_into_any_kind_of_place()
    {
        var first = Build("-f", "environment.yml", "-t", "web:1", "-o", "web.tar").GetProperty("digest").GetString();
        Build("-f", "environment.yml", "-t", "web:1", "-o", "oci:web").GetProperty("digest").GetString().ShouldBe(first);
        Build("-f", "environment.yml", "-t", "web:1", "-o", "again.tar", "--no-layer-cache").GetProperty("digest").GetString().ShouldBe(first);
        Directory.GetDirectories(_machine.Folder["home", ".cache", "tare"]).Select(Path.GetFileName).ShouldBe(["layers"]);
    }

    [Fact]
    public void Several_platforms_make_an_index()
    {
        var answer = _machine.Run("image", "build", "lib", "--override-channels", "-c", $"file://{_machine.Folder["channel"]}", "-t", "lib:1", "-o", "oci:lib", "--platform", "linux/amd64,linux-aarch64", "--json");
        answer.Status.ShouldBe(0, answer.Error);
        var built = JsonDocument.Parse(answer.Output).RootElement;
        built.GetProperty("images").EnumerateArray().Select(i => i.GetProperty("platform").GetString()).ShouldBe(["linux/amd64", "linux/arm64"]);
        var inspect = _machine.Run("image", "inspect", "oci:lib", "--platform", "linux/arm64", "--json");
        inspect.Status.ShouldBe(0, inspect.Error);
    }

    [Fact]
    public void A_dry_run_writes_nothing()
    {
        var plan = Build("-f", "environment.yml", "--dry-run");
        plan.GetProperty("images")[0].GetProperty("layers")[0].GetProperty("packages")[0].GetString().ShouldBe("lib-1.2-0");
        Directory.Exists(_machine.Folder["home", ".cache"]).ShouldBeFalse();
    }

    [Fact]
    public void What_the_image_has_counts_and_not_what_this_machine_has()
    {
        var refused = _machine.Run("image", "build", "modern", "--override-channels", "-c", $"file://{_machine.Folder["channel"]}", "-o", "m.tar", "--platform", "linux/amd64");
        refused.Status.ShouldBe(1);
        refused.Error.ShouldContain("__glibc");
        Build("modern", "--override-channels", "-c", $"file://{_machine.Folder["channel"]}", "-o", "m.tar", "--glibc", "2.39");
    }

    [Theory]
    [InlineData("where is the image to go", "lib")]
    [InlineData("the image would be empty", "-o", "x.tar")]
    [InlineData("needs to know where to", "lib", "--push")]
    [InlineData("no way to spread packages", "lib", "-o", "x.tar", "--layers", "0", "--override-channels", "-c", "CHANNEL")]
    [InlineData("no platform of conda packages", "lib", "-o", "x.tar", "--platform", "plan9/mips")]
    [InlineData("names no place in the image", "lib", "-o", "x.tar", "--copy", "here", "--override-channels", "-c", "CHANNEL")]
    [InlineData("is no absolute path", "lib", "-o", "x.tar", "-p", "relative", "--override-channels", "-c", "CHANNEL")]
    public void Mistakes_on_the_command_line_are_told(string message, params string[] words)
    {
        var answer = _machine.Run(["image", "build", .. words.Select(w => w == "CHANNEL" ? $"file://{_machine.Folder["channel"]}" : w)]);
        answer.Status.ShouldBe(2);
        answer.Error.ShouldContain(message);
    }

    [Fact]
    public void Packages_of_another_platform_become_an_image_on_any_host()
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Missing);
        var channel = SharedData.PathOf("channels", "conda-forge-2023");
        Assert.SkipUnless(Directory.Exists(channel), SharedData.Missing);
        var answer = _machine.Run([
            "image", "build", "libsolv", "libsqlite", "readline", "tk", "openssl", "reproc-cpp", "yaml-cpp", "libssh2", "libnghttp2", "tzdata", "fmt",
            "--override-channels", "-c", $"file://{channel}", "--platform", "linux/arm64", "-t", "arm:1", "-o", "arm.tar", "--json"]);
        answer.Status.ShouldBe(0, answer.Error);
        JsonDocument.Parse(answer.Output).RootElement.GetProperty("images")[0].GetProperty("environments")[0].GetProperty("packages").GetInt32().ShouldBeGreaterThan(15);
        _machine.Run("image", "inspect", "arm.tar", "--platform", "linux/arm64", "--max-waste", "0B", "-q").Status.ShouldBe(0);
    }
}
