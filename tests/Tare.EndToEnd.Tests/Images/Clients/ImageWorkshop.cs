using Tare.Testing;
using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests.Images.Clients;

/// <summary>The builders and their caches, shared by the tests of this assembly: the base is a layer that each builder makes once.</summary>
public sealed class ImageWorkshop : IDisposable
{
    internal const string Missing = "needs the native binary, root, apt-get, buildah, skopeo, umoci and runc";
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<DockerDaemon> _docker = new(() => new DockerDaemon());
    private bool _hasBase;

    internal static bool IsPossible { get; } =
        TareBinary.IsRoot && File.Exists(TareBinary.Path) && new[] { "apt-get", "chroot", "buildah", "skopeo", "umoci", "runc" }.All(Tool.Exists);

    internal DockerDaemon Docker => _docker.Value;

    /// <summary>Builds a Dockerfile that goes on from the base.</summary>
    internal BuiltImage Build(string builder, string dockerfile)
    {
        var image = new BuiltImage();
        try
        {
            MakeBase();
            _folder.Write("Dockerfile", "FROM scratch\nCOPY base /\n" + dockerfile);
            _folder.Write(".dockerignore", "*\n!base\n");
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

    private void MakeBase()
    {
        if (!_hasBase)
        {
            GlibcBase.Make(_folder["base"]);
            _hasBase = true;
        }
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
