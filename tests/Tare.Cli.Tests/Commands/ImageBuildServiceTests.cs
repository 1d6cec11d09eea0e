using System.Text.Json;
using Tare.Primitives;
using Tare.Testing;
using Tare.Testing.Packages;
using Tare.Testing.Registries;

namespace Tare.Cli.Tests.Commands;

/// <summary>What images of <c>tare image build</c> are told to be, and what happens when a place fails.</summary>
public sealed class ImageBuildServiceTests : IDisposable
{
    private readonly Machine _machine = new();
    private readonly ChannelFolder _channel;

    public ImageBuildServiceTests()
    {
        _channel = new ChannelFolder(_machine.Folder["channel"]);
        foreach (var name in (string[])["lib", "jupyterlab", "openssh", "uvicorn", "fastapi"])
        {
            _channel.Add(new TestPackage(name).With($"share/{name}", name).With($"include/{name}.h", "12345"));
        }

        _channel.Add(new TestPackage(new PackageFields("modern", "1.0", "0") { Depends = ["__glibc >=2.38"] }).With("lib/modern", "x"));
        _channel.Add(new TestPackage(new PackageFields("tensors", "1.0", "cpu_0")).With("lib/tensors", "x"));
        _channel.Add(new TestPackage(new PackageFields("tensors-gpu", "1.0", "0") { Depends = ["tensors"] }).With("share/gpu", "x"));
        _channel.WriteIndex("linux-64");
    }

    private string[] Channel => ["--override-channels", "-c", $"file://{_machine.Folder["channel"]}", "--platform", "linux/amd64"];

    public void Dispose() => _machine.Dispose();

    private Answer Build(params string[] words) => _machine.Run(["image", "build", .. words, .. Channel]);

    private void Built(params string[] words)
    {
        var answer = Build(words);
        answer.Status.ShouldBe(0, answer.Error);
    }

    private JsonElement Blob(string layout, string digest) =>
        JsonDocument.Parse(File.ReadAllBytes(_machine.Folder[layout, "blobs", "sha256", digest["sha256:".Length..]])).RootElement;

    private JsonElement Index(string layout) => JsonDocument.Parse(File.ReadAllBytes(_machine.Folder[layout, "index.json"])).RootElement;

    private JsonElement Manifest(string layout) => Blob(layout, Index(layout).GetProperty("manifests")[0].GetProperty("digest").GetString()!);

    private JsonElement Config(string layout) => Blob(layout, Manifest(layout).GetProperty("config").GetProperty("digest").GetString()!);

    private HashSet<string> Packages(string layout) => [.. Config(layout).GetProperty("history").EnumerateArray().Select(h => h.GetProperty("created_by").GetString()!)];

    // A base by its files alone: what programs it has does not matter here.
    private string Base(string name, params string[] files)
    {
        foreach (var file in files)
        {
            _machine.File($"{name}-files/{file}", file.EndsWith("libc.so.6", StringComparison.Ordinal) ? "\0GNU C Library (Debian GLIBC 2.36-9) stable release version 2.36.\0" : "");
        }

        Built("lib", "--copy", $"{_machine.Folder[$"{name}-files"]}:/", "-t", "base:1", "-o", $"oci:{name}");
        return $"oci:{name}";
    }

    [Theory]
    [InlineData("jupyter", "jupyterlab", "8888/tcp", "1000:1000")]
    [InlineData("api", "uvicorn", "8000/tcp", "1000:1000")]
    public void A_service_has_its_packages_port_user_home_and_health_check(string preset, string package, string port, string user)
    {
        Built("--serve", preset, "-t", "served:1", "-o", "oci:served");
        var config = Config("served").GetProperty("config");
        config.GetProperty("ExposedPorts").TryGetProperty(port, out _).ShouldBeTrue();
        config.GetProperty("User").GetString().ShouldBe(user);
        config.GetProperty("Entrypoint").GetArrayLength().ShouldBeGreaterThan(0);
        config.GetProperty("Healthcheck").GetProperty("Test")[0].GetString().ShouldBe("CMD");
        config.GetProperty("WorkingDir").GetString().ShouldBe("/home/app");
        Packages("served").ShouldContain(h => h.Contains($"{package}-1.0", StringComparison.Ordinal));
        Packages("served").ShouldContain(h => h.Contains("home /home/app", StringComparison.Ordinal));
    }

    [Fact]
    public void Ssh_needs_a_base_with_a_shell_and_options_override_a_preset()
    {
        Build("--serve", "ssh", "-o", "x.tar").Error.ShouldContain("needs a base with a shell");
        Built("--serve", "ssh", "--base", Base("debian", "lib/libc.so.6"), "--user", "42", "--expose", "23", "-t", "ssh:1", "-o", "oci:ssh");
        var config = Config("ssh").GetProperty("config");
        config.GetProperty("User").GetString().ShouldBe("42");
        config.GetProperty("ExposedPorts").EnumerateObject().Select(p => p.Name).ShouldBe(["2222/tcp", "23/tcp"], ignoreOrder: true);
    }

    [Fact]
    public void Several_files_become_several_environments_and_the_first_is_active()
    {
        _machine.File("one.yml", "name: one\ndependencies: [lib]\n").File("two.yml", "name: two\ndependencies: [uvicorn]\n");
        Built("-f", "one.yml", "-f", "two.yml", "-t", "both:1", "-o", "oci:both");
        var environment = Config("both").GetProperty("config").GetProperty("Env").EnumerateArray().Select(e => e.GetString()!).ToList();
        environment.ShouldContain("CONDA_DEFAULT_ENV=one");
        environment.ShouldContain(e => e.StartsWith("PATH=/opt/conda/envs/one/bin:/opt/conda/envs/two/bin:", StringComparison.Ordinal));
        Packages("both").Count(h => h.Contains(": environment ", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public void Trimming_says_what_it_left_out_and_why()
    {
        var answer = Build("lib", "--trim", "inference", "-o", "trim.tar");
        answer.Output.ShouldContain("left out headers: 1 file, 5 B; nothing is compiled against the environment");
    }

    [Fact]
    public void A_pip_section_that_cannot_be_installed_is_refused_by_name_and_left_out_when_asked_to()
    {
        _machine.File("environment.yml", "name: e\ndependencies:\n  - lib\n  - pip:\n    - torch-summary\n");
        _channel.Add(new TestPackage("pip").With("share/pip", "x"));
        _channel.WriteIndex("linux-64");
        var refused = Build("-f", "environment.yml", "-o", "e.tar", "--no-sandbox");
        refused.Status.ShouldBe(1);
        refused.Error.ShouldContain("torch-summary");
        refused.Error.ShouldContain("hint: ask for conda packages of these names");
        File.Exists(_machine.Folder["e.tar"]).ShouldBeFalse();
        var answer = Build("-f", "environment.yml", "-o", "e.tar", "--no-sandbox", "--no-pip");
        answer.Status.ShouldBe(0, answer.Error);
        answer.Error.ShouldContain("(torch-summary) is left out, as --no-pip says");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Layers_are_taken_from_another_repository_of_the_registry_and_sent_where_that_is_not_possible(bool mounts)
    {
        using var registry = new FakeRegistry(new FakeRegistryOptions { Mounts = mounts });
        Built("lib", "uvicorn", "-n", "e", "-t", $"{registry.Host}/team/first:1", "--push");
        registry.ClearRequests();
        Built("lib", "uvicorn", "-n", "e", "-t", $"{registry.Host}/other/second:1", "--push");
        registry.Requests.Count(r => r.Method == "POST" && r.Query.Contains("from=team%2Ffirst", StringComparison.Ordinal)).ShouldBe(4);
        registry.Requests.Count(r => r.Method == "PUT" && r.Path.Contains("/blobs/", StringComparison.Ordinal)).ShouldBe(mounts ? 0 : 4);
        registry.Content.Manifests.ShouldContainKey(("other/second", "1"));
    }

    [Fact]
    public void A_registry_that_refuses_to_take_layers_from_another_repository_gets_them()
    {
        using var registry = new FakeRegistry();
        Built("lib", "-n", "e", "-t", $"{registry.Host}/first:1", "--push");
        registry.Refusals.Add(("POST /v2/second/blobs/uploads/?mount", 403, 100));
        registry.Refusals.Add(("POST /v2/second/blobs/uploads/", 403, 1));
        Built("lib", "-n", "e", "-t", $"{registry.Host}/second:1", "--push");
        registry.Content.Manifests.ShouldContainKey(("second", "1"));
    }

    [Fact]
    public void Layers_of_another_registry_are_not_asked_for()
    {
        using var first = new FakeRegistry();
        using var second = new FakeRegistry();
        Built("lib", "-n", "e", "-t", $"{first.Host}/app:1", "--push");
        Built("lib", "-n", "e", "-t", $"{second.Host}/app:1", "--push");
        second.Requests.ShouldNotContain(r => r.Query.Contains("mount=", StringComparison.Ordinal));
    }

    [Fact]
    public void A_base_with_musl_is_refused_with_the_reason()
    {
        var answer = Build("lib", "--base", Base("alpine", "lib/ld-musl-x86_64.so.1"), "-o", "x.tar");
        answer.Status.ShouldBe(1);
        answer.Error.ShouldContain("musl");
        answer.Error.ShouldContain("hint: choose a base with glibc");
    }

    [Fact]
    public void Packages_that_need_a_newer_glibc_than_the_bases_are_refused_with_its_version()
    {
        var answer = Build("modern", "--base", Base("debian", "lib/libc.so.6"), "-o", "x.tar");
        answer.Status.ShouldBe(1);
        answer.Error.ShouldContain("has glibc 2.36; choose a --base with a newer one");
        Build("modern", "-o", "x.tar").Error.ShouldContain("glibc 2.28 was assumed");
    }

    [Fact]
    public void A_build_without_a_GPU_where_one_was_asked_for_is_told()
    {
        var answer = Build("tensors-gpu", "-o", "x.tar");
        answer.Status.ShouldBe(0, answer.Error);
        answer.Error.ShouldContain("asks for a GPU, and");
        answer.Error.ShouldContain("--cuda");
    }

    [Fact]
    public void An_unknown_base_is_one_error_that_names_it()
    {
        using var registry = new FakeRegistry();
        foreach (var name in (string[])[$"{registry.Host}/no/such:1", "oci:nowhere"])
        {
            var answer = Build("lib", "--base", name, "-o", "x.tar");
            answer.Status.ShouldBe(1);
            answer.Error.Split('\n').Count(l => l.StartsWith("error:", StringComparison.Ordinal)).ShouldBe(1);
            answer.Error.ShouldContain(name.Contains("such", StringComparison.Ordinal) ? "no/such" : "nowhere");
            File.Exists(_machine.Folder["x.tar"]).ShouldBeFalse();
        }
    }

    [Fact]
    public void A_base_for_another_platform_is_refused()
    {
        var below = Base("debian", "lib/libc.so.6");
        _channel.Add(new TestPackage(new PackageFields("lib", "1.0", "0") { Subdir = "linux-aarch64" }).With("share/lib", "lib"));
        _channel.WriteIndex("linux-aarch64");
        var answer = _machine.Run("image", "build", "lib", "--override-channels", "-c", $"file://{_machine.Folder["channel"]}", "--platform", "linux/arm64", "--base", below, "-o", "x.tar");
        answer.Status.ShouldBe(1);
        answer.Error.ShouldContain("linux/arm64");
        answer.Error.ShouldContain("linux/amd64");
    }

    [Fact]
    public void A_push_that_fails_in_the_middle_goes_on_where_it_stopped()
    {
        using var registry = new FakeRegistry();
        string[] words = ["lib", "uvicorn", "fastapi", "-t", $"{registry.Host}/app:1", "--push"];
        registry.Refusals.Add(("PUT /v2/app/manifests", 500, 100));
        var answer = Build(words);
        answer.Status.ShouldBe(1);
        registry.Content.Manifests.ShouldBeEmpty();
        registry.Refusals.Clear();
        registry.ClearRequests();
        Built(words);
        registry.Requests.Count(r => r.Method == "PUT" && r.Path.Contains("/blobs/", StringComparison.Ordinal)).ShouldBe(0);
        registry.Content.Manifests.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_change_of_one_package_sends_its_layer_the_documents_and_nothing_else()
    {
        using var registry = new FakeRegistry();
        Built("lib", "uvicorn", "fastapi", "-t", $"{registry.Host}/app:1", "--push");
        _channel.Add(new TestPackage("lib", "2.0").With("share/lib", "two"));
        _channel.WriteIndex("linux-64");
        registry.ClearRequests();
        Built("lib=2", "uvicorn", "fastapi", "-t", $"{registry.Host}/app:2", "--push");

        // The layer of lib, that of the environment's history, and the configuration.
        registry.Requests.Count(r => r.Method == "POST" && r.Path.Contains("/blobs/uploads", StringComparison.Ordinal)).ShouldBe(3);
        registry.Requests.Count(r => r.Method == "PUT" && r.Path.Contains("/manifests/", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("cyclonedx", "cdx", "CycloneDX")]
    [InlineData("spdx", "spdx", "SPDX-2.3")]
    public void A_bill_of_materials_refers_to_the_image_in_registry_and_layout_and_lies_beside_an_archive(string format, string ending, string mark)
    {
        using var registry = new FakeRegistry(new FakeRegistryOptions { ReferrersApi = false });
        Built("lib", "-t", $"{registry.Host}/app:1", "--push", "--sbom", format);
        var subject = Digest.Of(registry.Content.Manifests[("app", "1")].Bytes);
        registry.Content.Manifests.ShouldContainKey(("app", $"sha256-{subject.Hex}"));

        Built("lib", "-t", "app:1", "-o", "oci:app", "--sbom", format);
        var entries = Index("app").GetProperty("manifests");
        entries.GetArrayLength().ShouldBe(2);
        var list = Blob("app", entries[1].GetProperty("digest").GetString()!).GetProperty("manifests")[0];
        var artifact = Blob("app", list.GetProperty("digest").GetString()!);
        artifact.GetProperty("subject").GetProperty("digest").GetString().ShouldBe(entries[0].GetProperty("digest").GetString());
        Blob("app", artifact.GetProperty("layers")[0].GetProperty("digest").GetString()!).GetRawText().ShouldContain(mark);
        _machine.Run("image", "inspect", "oci:app", "-q", "--platform", "linux/amd64").Status.ShouldBe(0);

        Built("lib", "-t", "app:1", "-o", "app.tar", "--sbom", format);
        var text = File.ReadAllText(_machine.Folder[$"app.tar.{ending}.json"]);
        text.ShouldContain(mark);
        text.ShouldContain("pkg:conda/lib@1.0?build=0&channel=");
    }

    [Fact]
    public void Kept_layers_go_when_everything_is_cleaned()
    {
        Built("lib", "-t", "a:1", "-o", "a.tar");
        var layers = _machine.Folder["home", ".cache", "tare", "layers"];
        Directory.GetFiles(layers, "*", SearchOption.AllDirectories).ShouldNotBeEmpty();
        _machine.Run("clean", "--everything", "-y").Status.ShouldBe(0);
        (Directory.Exists(layers) ? Directory.GetFiles(layers, "*", SearchOption.AllDirectories) : []).ShouldBeEmpty();
        Built("lib", "-t", "a:1", "-o", "b.tar");
        File.ReadAllBytes(_machine.Folder["b.tar"]).ShouldBe(File.ReadAllBytes(_machine.Folder["a.tar"]));
    }

    [Fact]
    public void Layers_are_kept_below_a_size_and_those_of_this_build_stay()
    {
        Built("lib", "-t", "a:1", "-o", "a.tar");
        var blobs = _machine.Folder["home", ".cache", "tare", "layers", "blobs", "sha256"];
        var old = Directory.GetFiles(blobs).ShouldHaveSingleItem();
        File.SetLastWriteTimeUtc(old, DateTime.UnixEpoch);
        Built("uvicorn", "-t", "a:1", "-o", "a.tar");
        Directory.GetFiles(blobs).ShouldContain(old);
        Built("uvicorn", "-t", "a:1", "-o", "a.tar", "--layer-cache-size", "10B");
        Directory.GetFiles(blobs).ShouldHaveSingleItem().ShouldNotBe(old);
        Build("uvicorn", "-o", "a.tar", "--layer-cache-size", "much").Error.ShouldContain("`--layer-cache-size much` is no size");
    }

    [Fact]
    public void Eight_hundred_packages_fit_into_the_layers_that_there_are()
    {
        for (var i = 0; i < 800; i++)
        {
            _channel.Add(new TestPackage($"part{i}").With($"share/part{i}", $"{i}"));
        }

        _channel.Add(new TestPackage(new PackageFields("all", "1.0", "0") { Depends = [.. Enumerable.Range(0, 800).Select(i => $"part{i}")] }).With("share/all", "x"));
        _channel.WriteIndex("linux-64");
        Built("all", "-t", "all:1", "-o", "oci:all");
        Manifest("all").GetProperty("layers").GetArrayLength().ShouldBeLessThanOrEqualTo(127);
        _machine.Run("image", "inspect", "oci:all", "--max-waste", "0B", "-q", "--platform", "linux/amd64").Status.ShouldBe(0);
    }
}
