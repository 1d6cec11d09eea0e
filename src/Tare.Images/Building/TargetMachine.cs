namespace Tare.Images.Building;

/// <summary>What packages may expect of the machine that an image runs on: the base's libraries, never those of the machine that builds.</summary>
public static class TargetMachine
{
    // The kernel of the first system with the glibc that is assumed without a base.
    private const string Kernel = "4.18";

    /// <summary>The virtual packages by name; <see cref="ImageException"/> for a base that conda packages cannot run on.</summary>
    /// <param name="baseImage">The base, or null for none.</param>
    /// <param name="glibc">What the user says of glibc, or null.</param>
    /// <param name="cuda">What the user says of CUDA, or null.</param>
    /// <param name="subdir">The platform.</param>
    public static IReadOnlyDictionary<string, string> Of(BaseImage? baseImage, string? glibc, string? cuda, string subdir)
    {
        if (baseImage is { IsMusl: true })
        {
            throw new ImageException(
                $"{baseImage.Name} has musl in place of glibc, which conda packages are linked against, so none of their programs would start",
                "choose a base with glibc, such as debian:12-slim, or `--base scratch`");
        }

        if (baseImage is { Glibc: null } && glibc is null)
        {
            throw new ImageException(
                $"{baseImage.Name} has no C library, which every program of a conda package needs",
                "choose a base with glibc, such as debian:12-slim; or `--base scratch` for an environment that other images copy");
        }

        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["glibc"] = glibc ?? baseImage?.Glibc ?? Conda.VirtualPackages.VirtualPackageDetector.DefaultGlibc,
            ["cuda"] = cuda ?? baseImage?.Cuda ?? "",
            ["linux"] = Kernel,
            ["archspec"] = subdir switch { "linux-64" => "x86_64", "linux-32" => "x86", _ => subdir[(subdir.IndexOf('-', StringComparison.Ordinal) + 1)..] },
        };
    }
}
