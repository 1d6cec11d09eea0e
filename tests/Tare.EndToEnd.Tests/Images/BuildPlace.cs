using Tare.Testing;
using Tare.Testing.Debian;
using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests.Images;

/// <summary>Where images of real packages are built: a channel of Debian packages, a base of glibc and a shell, and folders of their own for Tare.</summary>
public sealed class BuildPlace : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<string> _base;
    private readonly Lazy<string> _science;

    public BuildPlace()
    {
        Directory.CreateDirectory(_folder["home"]);
        Variables = new Dictionary<string, string>
        {
            ["HOME"] = _folder["home"],
            ["XDG_CACHE_HOME"] = _folder["cache"],
            ["CONDA_PKGS_DIRS"] = _folder["pkgs"],
            ["CONDA_ROOT_PREFIX"] = _folder["root"],
        };
        _base = new(MakeBase);
        _science = new(() =>
        {
            var built = Build("science.tar");
            return built.ExitCode == 0 ? _folder["science.tar"] : throw new InvalidOperationException(built.Error);
        });
    }

    internal static string? MissingReason =>
        !TareBinary.IsRoot || !new[] { "umoci", "skopeo", "apt-get", "chroot" }.All(Tool.Exists) || !File.Exists("/bin/busybox") ? "needs root, umoci, skopeo, busybox-static and apt-get"
        : DebianChannel.MissingReason();

    internal IReadOnlyDictionary<string, string> Variables { get; }

    internal string this[string name] => _folder[name];

    /// <summary>Debian's C library, busybox as a shell, and nothing else.</summary>
    internal string Base => _base.Value;

    /// <summary>An archive of an image with Python and numpy at <c>/opt/conda/envs/science</c>, named <c>science:1</c>.</summary>
    internal string Science => _science.Value;

    /// <summary>What <c>tare image build</c> is asked for, but for the target.</summary>
    internal IReadOnlyList<string> Words =>
        ["image", "build", "python", "numpy", "--override-channels", "-c", $"file://{DebianChannel.Of().Path}", "-n", "science", "-t", "science:1", "--base", Base];

    internal ToolResult Build(string target, params string[] more) => TareBinary.Run(Variables, [.. Words, "-o", target.Contains(':') ? target : _folder[target], .. more]);

    internal ToolResult Tare(params string[] words) => TareBinary.Run(Variables, words);

    public void Dispose() => _folder.Dispose();

    private string MakeBase()
    {
        DebianFiles.Unpack(_folder["files"], "libc6");
        Tool.Run("bash", "-c", $"""
            set -e; cd {_folder.Path}; mkdir -p files/bin files/proc files/dev files/tmp
            cp /bin/busybox files/bin/busybox; ln -s busybox files/bin/sh
            tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -C files -cf base.tar .
            umoci init --layout base; umoci new --image base:1; umoci raw add-layer --image base:1 base.tar
            """);
        return $"oci:{_folder["base"]}:1";
    }
}
