using System.Text.Json;
using Tare.EndToEnd.Tests.Images.Clients;
using Tare.Testing.Debian;
using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests.Images;

/// <summary>Built images in the hands of others.</summary>
public sealed class BuildTests : IClassFixture<BuildPlace>
{
    private const string Check = "import numpy, os; print(numpy.arange(9).sum(), os.environ['CONDA_DEFAULT_ENV'])";
    private readonly BuildPlace _place;

    public BuildTests(BuildPlace place)
    {
        TareBinary.Require();
        Assert.SkipWhen(BuildPlace.MissingReason is not null, BuildPlace.MissingReason ?? "");
        _place = place;
    }

    [Fact]
    public void Skopeo_and_umoci_take_the_image_as_it_is_and_its_Python_runs()
    {
        var digest = Tool.Run("skopeo", "inspect", "--format", "{{.Digest}}", $"oci-archive:{_place.Science}").Trim();
        Tool.Run("skopeo", "copy", "-q", "--preserve-digests", $"oci-archive:{_place.Science}", $"oci:{_place["copy"]}:1");
        Tool.Run("skopeo", "inspect", "--format", "{{.Digest}}", $"oci:{_place["copy"]}:1").Trim().ShouldBe(digest);
        Tool.Run("skopeo", "copy", "-q", $"docker-archive:{_place.Science}", $"oci:{_place["classic"]}:1");
        Tool.Run("umoci", "unpack", "--image", $"{_place["copy"]}:1", _place["bundle"]);
        Tool.Run("chroot", _place["bundle/rootfs"], "/opt/conda/envs/science/bin/python", "-c", "import numpy; print(numpy.arange(9).sum())").Trim().ShouldBe("36");
        _place.Tare("list", "-p", _place["bundle/rootfs/opt/conda/envs/science"]).Output.ShouldContain("numpy");
    }

    [Fact]
    public void Runc_starts_the_image_with_its_environment_active()
    {
        Assert.SkipUnless(Tool.Exists("runc"), "needs runc");
        Tool.Run("skopeo", "copy", "-q", $"oci-archive:{_place.Science}", $"oci:{_place["runc"]}:1");
        Tool.Run("umoci", "config", "--image", $"{_place["runc"]}:1", "--config.cmd", "python", "--config.cmd", "-c", "--config.cmd", Check);
        Tool.Run("umoci", "unpack", "--image", $"{_place["runc"]}:1", _place["runc-bundle"]);
        new Bundle(_place["runc-bundle"]).Run().Trim().ShouldBe("36 science");
    }

    [Fact]
    public void Docker_loads_the_image_and_runs_it_with_its_environment_active()
    {
        using var docker = new DockerDaemon();
        Assert.SkipWhen(docker.MissingReason is not null, docker.MissingReason ?? "");
        docker.Run("load", "-q", "-i", _place.Science).ShouldContain("science:1");
        docker.Run("run", "--rm", "--network", "none", "science:1", "python", "-c", Check).Trim().ShouldBe("36 science");
        docker.Run("image", "ls", "--format", "{{.Repository}}:{{.Tag}}").ShouldContain("science:1");
    }

    [Fact]
    public void Every_setting_reaches_the_containers_of_every_client()
    {
        const string Tell = "import os; print(os.getuid(), os.getgid(), os.getcwd(), os.environ['E'], os.environ['CONDA_PREFIX'], open('/app/main.py').read())";
        const string Told = "1000 1001 /tmp F=G /opt/conda/envs/science here";
        Directory.CreateDirectory(_place["app"]);
        File.WriteAllText(_place["app/main.py"], "here");
        string[] settings =
        [
            "--label", "a=b=c", "--annotation", "d=e", "--env", "E=F=G", "--user", "1000:1001", "--workdir", "/tmp", "--expose", "8080", "--expose", "53/udp",
            "--entrypoint", """["python", "-c"]""", "--cmd", JsonSerializer.Serialize((string[])[Tell]), "--copy", $"{_place["app"]}:/app",
        ];
        _place.Build("set.tar", ["-q", .. settings]).ExitCode.ShouldBe(0);
        using var config = JsonDocument.Parse(Tool.Run("skopeo", "inspect", "--config", $"oci-archive:{_place["set.tar"]}"));
        var container = config.RootElement.GetProperty("config");
        container.GetProperty("Labels").GetProperty("a").GetString().ShouldBe("b=c");
        container.GetProperty("ExposedPorts").EnumerateObject().Select(p => p.Name).ShouldBe(["53/udp", "8080/tcp"]);
        container.GetProperty("User").GetString().ShouldBe("1000:1001");
        container.GetProperty("WorkingDir").GetString().ShouldBe("/tmp");
        Tool.Run("skopeo", "inspect", "--raw", $"oci-archive:{_place["set.tar"]}").ShouldContain("\"d\":\"e\"");

        Tool.Run("skopeo", "copy", "-q", $"oci-archive:{_place["set.tar"]}", $"oci:{_place["set"]}:1");
        Tool.Run("umoci", "unpack", "--image", $"{_place["set"]}:1", _place["set-bundle"]);
        new Bundle(_place["set-bundle"]).Run().Trim().ShouldBe(Told);
        using var docker = new DockerDaemon();
        Assert.SkipWhen(docker.MissingReason is not null, docker.MissingReason ?? "");
        docker.Run("load", "-q", "-i", _place["set.tar"]);
        docker.Run("run", "--rm", "--network", "none", "science:1").Trim().ShouldBe(Told);
        docker.Run("image", "inspect", "--format", "{{index .Config.Labels \"a\"}} {{.Config.ExposedPorts}}", "science:1").Trim().ShouldBe("b=c map[53/udp:{} 8080/tcp:{}]");
    }

    [Fact]
    public void The_image_has_no_waste_and_is_the_same_whenever_and_wherever_it_is_built()
    {
        _place.Tare("image", "inspect", _place.Science, "--max-waste", "0B", "-q").ExitCode.ShouldBe(0);
        var first = Digest(_place.Build("first.tar", "-q"));
        Digest(_place.Build("second.tar", "-q", "--no-layer-cache")).ShouldBe(first);
        Directory.CreateDirectory(_place["other/home"]);
        var elsewhere = new Dictionary<string, string>
        {
            ["HOME"] = _place["other/home"],
            ["CONDA_PKGS_DIRS"] = _place["other/pkgs"],
            ["CONDA_ROOT_PREFIX"] = _place["other/root"],
            ["TZ"] = "Asia/Shanghai",
            ["TMPDIR"] = "/tmp",
        };
        Digest(TareBinary.Run(elsewhere, [.. _place.Words, "-q", "-o", $"oci:{_place["other/layout"]}"])).ShouldBe(first);
        File.ReadAllBytes(_place["first.tar"]).ShouldBe(File.ReadAllBytes(_place["second.tar"]));
        var dated = new Dictionary<string, string>(_place.Variables) { ["SOURCE_DATE_EPOCH"] = "1700000000" };
        Digest(TareBinary.Run(dated, [.. _place.Words, "-q", "-o", _place["dated.tar"]])).ShouldNotBe(first);
        Tool.Run("skopeo", "inspect", "--format", "{{.Created}}", $"oci-archive:{_place["dated.tar"]}").ShouldContain("2023-11-14");
    }

    [Fact]
    public void The_image_has_what_an_installation_has()
    {
        Assert.SkipUnless(Tool.Exists("buildah"), "needs buildah");
        Directory.CreateDirectory(_place["context"]);
        _ = _place.Base;
        Tool.Run("bash", "-c", $"cp '{TareBinary.Path}' '{_place["context"]}/tare' && cp -r '{DebianChannel.Of().Path}' '{_place["context"]}/channel' && cp -a '{_place["files"]}' '{_place["context"]}/files'");
        File.WriteAllText(_place["context/Dockerfile"], """
            FROM scratch
            COPY files /
            COPY tare /bin/tare
            COPY channel /channel
            RUN /bin/tare create -y -q -p /opt/conda/envs/science python numpy --override-channels -c file:///channel && /bin/busybox rm -rf /channel
            """);
        string[] storage = ["--storage-driver", "vfs", "--root", _place["storage"], "--runroot", _place["storage-run"]];
        Tool.Run("buildah", [.. storage, "bud", "--isolation", "chroot", "-q", "-t", "built", "-f", _place["context/Dockerfile"], _place["context"]]);
        Tool.Run("buildah", [.. storage, "push", "-q", "built", $"oci:{_place["buildah"]}:1"]);
        Tool.Run("umoci", "unpack", "--image", $"{_place["buildah"]}:1", _place["buildah-bundle"]);
        Tool.Run("skopeo", "copy", "-q", $"oci-archive:{_place.Science}", $"oci:{_place["tare-layout"]}:1");
        Tool.Run("umoci", "unpack", "--image", $"{_place["tare-layout"]}:1", _place["tare-bundle"]);
        var (ours, installed) = (Files("tare-bundle"), Files("buildah-bundle"));
        ours.Except(installed).ShouldBeEmpty();
        installed.Except(ours).ShouldBeEmpty();
        ours.Count.ShouldBeGreaterThan(1000);
    }

    // Mode and content by path. Records name where packages lay and when; of compiled modules there are others too where Python ran
    // once, and they note the times of their sources.
    private HashSet<string> Files(string bundle) => Tool.Run("bash", "-c",
        $"cd '{_place[bundle]}/rootfs/opt/conda/envs/science' && find . -name conda-meta -prune -o -name '*.pyc' -path '*-packages/*' -print -o -name '*.pyc' -o -type f -printf '%m ' -exec sha256sum {{}} \\; -o -type l -printf '%p -> %l\\n'")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);

    private static string Digest(ToolResult built)
    {
        built.ExitCode.ShouldBe(0, built.Error);
        return built.Output.Trim();
    }

    [Fact]
    public void The_digests_in_files_are_those_of_the_image()
    {
        var built = _place.Build("named.tar", "-q", "--metadata-file", _place["metadata.json"], "--iidfile", _place["iid"]);
        var metadata = JsonDocument.Parse(File.ReadAllText(_place["metadata.json"])).RootElement;
        metadata.GetProperty("containerimage.digest").GetString().ShouldBe(Digest(built));
        File.ReadAllText(_place["iid"]).ShouldBe(metadata.GetProperty("containerimage.config.digest").GetString());
    }
}
