namespace Tare.Dockerfile.Conda;

/// <summary>What rules know of public base images by their names.</summary>
internal static class KnownImages
{
    private static readonly string[] RootRepositories =
    [
        "debian", "ubuntu", "python", "alpine", "centos", "fedora", "rockylinux", "almalinux", "busybox", "amazonlinux", "buildpack-deps", "node",
        "pytorch/pytorch", "tensorflow/tensorflow",
    ];

    /// <summary>The repository without registry, tag and digest: <c>continuumio/miniconda3</c>.</summary>
    internal static string Repository(string image)
    {
        var name = image.Split('@')[0];
        var slash = name.LastIndexOf('/');
        var colon = name.IndexOf(':', slash + 1);
        name = colon < 0 ? name : name[..colon];
        return name.StartsWith("docker.io/", StringComparison.Ordinal) ? name["docker.io/".Length..] : name;
    }

    /// <summary>The tag, empty where none is given.</summary>
    internal static string Tag(string image)
    {
        var name = image.Split('@')[0];
        var colon = name.IndexOf(':', name.LastIndexOf('/') + 1);
        return colon < 0 ? "" : name[(colon + 1)..];
    }

    /// <summary>Images whose conda is set to Anaconda's <c>defaults</c>.</summary>
    internal static bool UsesDefaults(string image) =>
        Repository(image) is var name && (name.StartsWith("continuumio/", StringComparison.Ordinal) || name.StartsWith("anaconda/", StringComparison.Ordinal));

    /// <summary>Images that come with conda in /opt/conda.</summary>
    internal static bool HasCondaInOpt(string image) =>
        UsesDefaults(image) || Repository(image).StartsWith("condaforge/", StringComparison.Ordinal);

    /// <summary>Images with musl, or with no C library; those of conda's on Alpine bring glibc.</summary>
    internal static bool HasNoGlibc(string image) =>
        Repository(image) is var name && !HasCondaInOpt(image) && (name == "scratch" || name == "alpine" || name.EndsWith("/alpine", StringComparison.Ordinal)
            || Tag(image).Contains("alpine", StringComparison.Ordinal) || name.Contains("distroless/static", StringComparison.Ordinal)
            || (name == "busybox" && !Tag(image).Contains("glibc", StringComparison.Ordinal)));

    /// <summary>Images that carry the CUDA run time, not only its driver interface.</summary>
    internal static bool HasCuda(string image) =>
        Repository(image) is var name
        && ((name.EndsWith("nvidia/cuda", StringComparison.Ordinal) && !Tag(image).Contains("-base", StringComparison.Ordinal))
            || name.StartsWith("nvcr.io/nvidia/", StringComparison.Ordinal)
            || (name == "pytorch/pytorch" && Tag(image).Contains("cuda", StringComparison.Ordinal))
            || (name == "tensorflow/tensorflow" && Tag(image).Contains("gpu", StringComparison.Ordinal)));

    /// <summary>The image is meant for a GPU.</summary>
    internal static bool IsForGpu(string image) => HasCuda(image) || Repository(image).EndsWith("nvidia/cuda", StringComparison.Ordinal);

    /// <summary>Images of which it is known that they leave the program to run as root; most people's own images do not tell.</summary>
    internal static bool RunsAsRoot(string image) =>
        Repository(image) is var name && !Tag(image).Contains("nonroot", StringComparison.Ordinal)
        && (HasCondaInOpt(image) || IsForGpu(image) || RootRepositories.Contains(name) || name.StartsWith("conda/", StringComparison.Ordinal));

    /// <summary>Images in which <c>/bin/sh</c> is dash.</summary>
    internal static bool HasDash(string image) =>
        Repository(image) is var name && (name is "debian" or "ubuntu" or "python" || HasCondaInOpt(image)
            || (name.EndsWith("nvidia/cuda", StringComparison.Ordinal) && Tag(image).Contains("ubuntu", StringComparison.Ordinal)))
        && !Tag(image).Contains("alpine", StringComparison.Ordinal);
}
