using System.Runtime.InteropServices;

namespace Tare.Primitives;

/// <summary>
/// An operating system and a machine, in the two spellings of the field: conda's subdir (<c>linux-64</c>) and OCI's
/// <c>os/architecture[/variant]</c> (<c>linux/amd64</c>).
/// </summary>
public readonly record struct Platform(string Os, string Architecture, string? Variant = null)
{
    private static readonly (string Subdir, Platform Platform)[] Known =
    [
        ("linux-64", new("linux", "amd64")),
        ("linux-aarch64", new("linux", "arm64")),
        ("linux-32", new("linux", "386")),
        ("linux-armv6l", new("linux", "arm", "v6")),
        ("linux-armv7l", new("linux", "arm", "v7")),
        ("linux-ppc64", new("linux", "ppc64")),
        ("linux-ppc64le", new("linux", "ppc64le")),
        ("linux-riscv32", new("linux", "riscv32")),
        ("linux-riscv64", new("linux", "riscv64")),
        ("linux-s390x", new("linux", "s390x")),
        ("osx-64", new("darwin", "amd64")),
        ("osx-arm64", new("darwin", "arm64")),
        ("win-32", new("windows", "386")),
        ("win-64", new("windows", "amd64")),
        ("win-arm64", new("windows", "arm64")),
        ("freebsd-64", new("freebsd", "amd64")),
    ];

    /// <summary>The machine this process runs on.</summary>
    public static Platform Host => new(
        OperatingSystem.IsMacOS() ? "darwin" : OperatingSystem.IsWindows() ? "windows" : "linux",
        RuntimeInformation.OSArchitecture switch
        {
            System.Runtime.InteropServices.Architecture.X64 => "amd64",
            System.Runtime.InteropServices.Architecture.X86 => "386",
            System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
            System.Runtime.InteropServices.Architecture.Arm => "arm",
            System.Runtime.InteropServices.Architecture.Ppc64le => "ppc64le",
            System.Runtime.InteropServices.Architecture.S390x => "s390x",
            System.Runtime.InteropServices.Architecture.RiscV64 => "riscv64",
            var other => other.ToString().ToLowerInvariant(),
        },
        RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm ? "v7" : null);

    /// <summary>conda's name of this platform, or null where conda has none.</summary>
    public string? Subdir
    {
        get
        {
            var self = this;
            return Known.FirstOrDefault(k => k.Platform.Os == self.Os && k.Platform.Architecture == self.Architecture
                && (k.Platform.Variant is null || self.Variant is null || k.Platform.Variant == self.Variant)).Subdir;
        }
    }

    /// <summary>Reads either spelling.</summary>
    public static bool TryParse(string? text, out Platform platform)
    {
        platform = default;
        foreach (var known in Known)
        {
            if (known.Subdir == text)
            {
                platform = known.Platform;
                return true;
            }
        }

        var parts = (text ?? "").Split('/');
        if (parts.Length is not (2 or 3) || parts.Any(string.IsNullOrEmpty))
        {
            return false;
        }

        platform = new Platform(parts[0], parts[1], parts.Length == 3 ? parts[2] : null);
        return true;
    }

    /// <summary>OCI's spelling.</summary>
    public override string ToString() => Variant is null ? $"{Os}/{Architecture}" : $"{Os}/{Architecture}/{Variant}";
}
