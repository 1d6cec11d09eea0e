using System.Text.Json;
using Tare.Testing;
using Tare.Testing.Debian;
using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests.Images;

public sealed class BuildTests
{
    private const string Missing = "needs root, umoci, skopeo and apt-get";

    [Fact]
    public void An_image_of_real_packages_is_accepted_by_others_and_runs()
    {
        TareBinary.Require();
        Assert.SkipUnless(TareBinary.IsRoot && new[] { "umoci", "skopeo", "apt-get", "chroot" }.All(Tool.Exists), Missing);
        Assert.SkipWhen(DebianChannel.MissingReason() is not null, DebianChannel.MissingReason() ?? "");
        var channel = DebianChannel.Of();
        using var folder = new TemporaryFolder();
        MakeBase(folder);
        var variables = new Dictionary<string, string>
        {
            ["HOME"] = folder["home"],
            ["XDG_CACHE_HOME"] = folder["cache"],
            ["CONDA_PKGS_DIRS"] = folder["pkgs"],
            ["CONDA_ROOT_PREFIX"] = folder["root"],
        };
        string[] words = ["image", "build", "python", "numpy", "--override-channels", "-c", $"file://{channel.Path}", "-n", "science", "-t", "science:1", "--base", $"oci:{folder["base"]}:1"];
        var built = TareBinary.Run(variables, [.. words, "-o", folder["science.tar"], "--metadata-file", folder["metadata.json"]]);
        built.ExitCode.ShouldBe(0, built.Error);
        var digest = JsonDocument.Parse(File.ReadAllText(folder["metadata.json"])).RootElement.GetProperty("containerimage.digest").GetString();

        Tool.Run("skopeo", "copy", "-q", "--preserve-digests", $"oci-archive:{folder["science.tar"]}", $"oci:{folder["copy"]}:1");
        Tool.Run("skopeo", "inspect", "--format", "{{.Digest}}", $"oci:{folder["copy"]}:1").Trim().ShouldBe(digest);
        Tool.Run("umoci", "unpack", "--image", $"{folder["copy"]}:1", folder["bundle"]);
        Tool.Run("chroot", folder["bundle", "rootfs"], "/opt/conda/envs/science/bin/python", "-c", "import numpy; print(numpy.arange(9).sum())").Trim().ShouldBe("36");
        TareBinary.Run(variables, "image", "inspect", folder["science.tar"], "--max-waste", "0B", "-q").ExitCode.ShouldBe(0);
        TareBinary.Run(variables, "list", "-p", folder["bundle", "rootfs", "opt", "conda", "envs", "science"]).Output.ShouldContain("numpy");

        var again = TareBinary.Run(variables, [.. words, "-o", folder["again.tar"], "--no-layer-cache", "-q"]);
        again.Output.Trim().ShouldBe(digest);
    }

    // Debian's C library and nothing else.
    private static void MakeBase(TemporaryFolder folder)
    {
        DebianFiles.Unpack(folder["files"], "libc6");
        Tool.Run("bash", "-c", $"""
            set -e; cd {folder.Path}; mkdir home
            tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -C files -cf base.tar .
            umoci init --layout base; umoci new --image base:1; umoci raw add-layer --image base:1 base.tar
            """);
    }
}
