using System.Text.Json;
using Tare.Testing;
using Tare.Testing.Debian;
using Tare.Testing.Packages;
using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests.Dockerfiles;

/// <summary>
/// A store of images that buildah builds in, with two bases under their public names: a small Debian, and the same with conda in
/// /opt/conda, where <c>conda</c> is Tare under that name and its channels are folders with small packages.
/// </summary>
public sealed class BuildahStore : IDisposable
{
    internal const string CondaBase = "docker.io/continuumio/miniconda3:latest";
    internal const string DebianBaseName = "docker.io/library/debian:12.12-slim";
    private static readonly string[] Packages = ["numpy", "pandas", "pytorch", "torchvision", "torchaudio"];

    private readonly TemporaryFolder _folder = new();
    private readonly string _storage;
    private readonly string _driver;

    /// <summary>Makes the bases, unless something is missing here.</summary>
    public BuildahStore()
    {
        // Layers over each other in memory take a third of the time of copies on a disk, which every system can make.
        _storage = Directory.CreateDirectory(Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : "/tmp", Path.GetFileName(_folder.Path))).FullName;
        _driver = "overlay";
        if (MissingReason is not null)
        {
            return;
        }

        DebianBase.Unpack(_folder["context", "root"]);
        MakeCondaRoot(_folder["context", "conda"]);
        _folder.Write("context/Debian", "FROM scratch\nCOPY root /\n");
        if (Try("bud", "--isolation", "chroot", "-q", "-t", DebianBaseName, "-f", _folder["context", "Debian"], _folder["context"]).ExitCode != 0)
        {
            _driver = "vfs";
            Build("context", DebianBaseName, "Debian");
        }

        _folder.Write("context/Conda", $"""
            FROM {DebianBaseName}
            COPY conda /opt/conda
            ENV PATH=/opt/conda/bin:$PATH
            RUN mkdir -p /opt/conda/etc/profile.d && conda shell.posix hook > /opt/conda/etc/profile.d/conda.sh
            """);
        Build("context", CondaBase, "Conda");
    }

    /// <summary>Why nothing can be built here, or null.</summary>
    internal static string? MissingReason =>
        !File.Exists(TareBinary.Path) ? TareBinary.Missing
        : !TareBinary.IsRoot || !Tool.Exists("buildah") ? "needs root and buildah"
        : DebianBase.MissingReason ?? DebianChannel.MissingReason();

    /// <summary>A path of the folder in which the contexts lie.</summary>
    internal string this[params string[] parts] => _folder[parts];

    /// <summary>Writes a file of a context.</summary>
    internal void Write(string relative, string text) => _folder.Write(relative, text);

    /// <summary>Runs the binary in a context, with the caches and the home of the test.</summary>
    internal ToolResult Tare(string context, params string[] words) => Tool.Try(
        "env", ["-i", "-C", _folder[context], "PATH=/usr/bin:/bin", $"HOME={_folder.Path}", $"CONDA_ROOT_PREFIX={_folder["host-root"]}", TareBinary.Path, .. words]);

    /// <summary>Builds a Dockerfile that must build.</summary>
    internal void Build(string context, string name, string dockerfile = "Dockerfile")
    {
        var result = TryBuild(context, name, dockerfile);
        result.ExitCode.ShouldBe(0, $"{File.ReadAllText(_folder[context, dockerfile])}\n{result.Error}");
    }

    /// <summary>Builds a Dockerfile; the channels are there under the paths they have outside.</summary>
    internal ToolResult TryBuild(string context, string name, string dockerfile = "Dockerfile")
    {
        string[] channels = [_folder["channels"], DebianChannel.Of().Path];
        return Try(["bud", "--isolation", "chroot", "--layers", .. channels.SelectMany(c => new[] { "-v", $"{c}:{c}:ro" }), "-t", name, "-f", _folder[context, dockerfile], _folder[context]]);
    }

    /// <summary>Starts what the image starts, and gives its output.</summary>
    internal string Run(string name)
    {
        var config = JsonDocument.Parse(Ask("inspect", "--type", "image", name)).RootElement.GetProperty("OCIv1").GetProperty("config");
        var words = new[] { "Entrypoint", "Cmd" }.SelectMany(k => config.TryGetProperty(k, out var list) ? list.EnumerateArray().Select(w => w.GetString()!) : []);
        var container = Ask("from", name).Trim();
        return Ask(["run", "--isolation", "chroot", container, "--", .. words]);
    }

    /// <summary>Writes an image as an OCI layout and gives its name for Tare.</summary>
    internal string Layout(string name)
    {
        Ask("push", "-q", name, $"oci:{_folder[name + "-layout"]}:1");
        return $"oci:{_folder[name + "-layout"]}:1";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (MissingReason is null)
        {
            Try("rm", "--all");
        }

        Tool.Run("rm", "-rf", _storage);
        _folder.Dispose();
    }

    private string Ask(params string[] words)
    {
        var result = Try(words);
        result.ExitCode.ShouldBe(0, $"buildah {string.Join(' ', words)}: {result.Error}");
        return result.Output;
    }

    private ToolResult Try(params string[] words) =>
        Tool.Try("buildah", ["--storage-driver", _driver, "--root", Path.Combine(_storage, "images"), "--runroot", Path.Combine(_storage, "run"), .. words]);

    // What an installer leaves: the root is the base environment; `defaults` and `pytorch` are folders.
    private void MakeCondaRoot(string root)
    {
        Directory.CreateDirectory(Path.Combine(root, "bin"));
        File.Copy(TareBinary.Path, Path.Combine(root, "bin", "conda"));
        _folder.Write("context/conda/conda-meta/history", "");
        _folder.Write("context/conda/.condarc", $"channels: [defaults]\ndefault_channels: [\"file://{_folder["channels", "main"]}\"]\nchannel_alias: file://{_folder["channels"]}\n");
        var main = new ChannelFolder(_folder["channels", "main"]);
        main.Add(new TestPackage(new PackageFields("python", "3.10.14", "0") { Subdir = DebianChannel.Subdir }).With("bin/python", "#!/bin/sh\necho Python 3.10.14\n"));
        foreach (var name in Packages)
        {
            main.Add(new TestPackage(new PackageFields(name, "1.0", "0") { Subdir = DebianChannel.Subdir, Depends = name == "pandas" ? ["numpy"] : [] }).WithFiles(20, 20_000));
        }

        main.WriteIndex(DebianChannel.Subdir);
        new ChannelFolder(_folder["channels", "pytorch"]).WriteIndex(DebianChannel.Subdir);
    }
}
