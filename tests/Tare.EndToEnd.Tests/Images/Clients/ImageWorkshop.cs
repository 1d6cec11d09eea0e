using Tare.Testing;
using Tare.Testing.Debian;
using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests.Images.Clients;

/// <summary>The builders and their caches, shared by the tests of this assembly: the base is a layer that each builder makes once.</summary>
public sealed class ImageWorkshop : IDisposable
{
    internal const string Missing = "needs the native binary, root, apt-get, buildah, skopeo, umoci and runc";
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<DockerDaemon> _docker = new(() => new DockerDaemon());

    internal static bool IsPossible { get; } =
        TareBinary.IsRoot && File.Exists(TareBinary.Path) && new[] { "apt-get", "chroot", "buildah", "skopeo", "umoci", "runc" }.All(Tool.Exists);

    internal DockerDaemon Docker => _docker.Value;

    /// <summary>Builds a Dockerfile that goes on from a base: files of the C library and a shell alone, or a whole Debian.</summary>
    internal BuiltImage Build(string builder, string dockerfile, string below = "glibc")
    {
        var image = new BuiltImage();
        try
        {
            MakeBase(below);
            _folder.Write("Dockerfile", $"FROM scratch\nCOPY {below} /\n" + dockerfile);
            _folder.Write(".dockerignore", $"*\n!{below}\n");
            if (builder == "dockerd")
            {
                Docker.Run("build", "-q", "--network", "none", "-t", "built", _folder.Path);
                Docker.Run("save", "-o", image["built.tar"], "built");
                return image.From($"docker-archive:{image["built.tar"]}");
            }

            string[] storage = ["--storage-driver", "overlay", "--root", _folder["storage"], "--runroot", _folder["run"]];
            Tool.Run("buildah", [.. storage, "bud", "--isolation", "chroot", "--layers", "-q", "-t", "built", "-f", _folder["Dockerfile"], _folder.Path]);
            Tool.Run("buildah", [.. storage, "push", "-q", "built", $"oci:{image["built"]}:1"]);
            return image.From($"oci:{image["built"]}:1");
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    private void MakeBase(string below)
    {
        if (Directory.Exists(_folder[below]))
        {
            return;
        }

        if (below == "glibc")
        {
            GlibcBase.Make(_folder[below]);
            return;
        }

        Assert.SkipWhen(DebianBase.MissingReason is not null, DebianBase.MissingReason ?? "");
        DebianBase.Unpack(_folder[below]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_docker.IsValueCreated)
        {
            _docker.Value.Dispose();
        }

        Mounts.RemoveBelow(_folder.Path);
        _folder.Dispose();
    }
}
