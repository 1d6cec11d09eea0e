using Tare.Testing;
using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests.Images;

/// <summary>An image that buildah builds from a Dockerfile, over a base of busybox and the files that a test puts there.</summary>
internal sealed class BuiltImage : IDisposable
{
    internal const string Missing = "needs buildah, umoci, skopeo and busybox-static";
    private readonly TemporaryFolder _folder = new();

    internal BuiltImage(string dockerfile)
    {
        Directory.CreateDirectory(_folder["base", "bin"]);
        File.Copy("/bin/busybox", _folder["base", "bin", "busybox"]);
        File.CreateSymbolicLink(_folder["base", "bin", "sh"], "busybox");
        _folder.Write("Dockerfile", "FROM scratch\nCOPY base /\n" + dockerfile);
        var storage = new[] { "--storage-driver", "vfs", "--root", _folder["storage"], "--runroot", _folder["run"] };
        Tool.Run("buildah", [.. storage, "bud", "--isolation", "chroot", "--layers", "-q", "-t", "built", "-f", _folder["Dockerfile"], _folder.Path]);
        Tool.Run("buildah", [.. storage, "push", "-q", "built", $"oci:{_folder["layout"]}:1"]);
    }

    internal static bool IsPossible { get; } =
        TareBinary.IsRoot && File.Exists("/bin/busybox") && new[] { "buildah", "umoci", "skopeo" }.All(Tool.Exists);

    /// <summary>The image as Tare names it.</summary>
    internal string Name => $"oci:{_folder["layout"]}:1";

    internal string this[string name] => _folder[name];

    /// <summary>Bytes of file data in the final file system, each inode once, by umoci and find.</summary>
    internal long FinalBytes() => Number($"find {Unpack(Name, "final")} -type f -printf '%i %s\\n' | sort -u | awk '{{ s += $2 }} END {{ print s + 0 }}'");

    /// <summary>Bytes of file data in all layers, by tar.</summary>
    internal long LayerBytes() => Number(
        $"for b in {_folder["layout"]}/blobs/sha256/*; do tar -tvzf $b 2>/dev/null | grep -v '/\\.wh\\.' | awk '$1 ~ /^-/ {{ s += $3 }} END {{ print s + 0 }}'; done | awk '{{ s += $1 }} END {{ print s }}'");

    /// <summary>Unpacks an image and gives the folder of its file system.</summary>
    internal string Unpack(string image, string name)
    {
        var layout = $"{_folder[name + "-layout"]}";
        Tool.Run("skopeo", "copy", "-q", image, $"oci:{layout}:1");
        Tool.Run("umoci", "unpack", "--image", $"{layout}:1", _folder[name]);
        return _folder[name, "rootfs"];
    }

    /// <summary>Every path with type, mode, owner, size, time, link text and content, one a line.</summary>
    internal static string[] Tree(string root) => Tool.Run("bash", "-c",
        $"cd {root} && find . -mindepth 1 -type d -printf '%P d %m %U %G %T@\\n' -o -type f -printf '%P f %m %U %G %s %n %T@ ' -exec sha256sum {{}} \\; -o -printf '%P %y %m %U %G %T@ %l\\n'")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).ToArray();

    public void Dispose() => _folder.Dispose();

    private static long Number(string shell) => long.Parse(Tool.Run("bash", "-c", shell));
}
