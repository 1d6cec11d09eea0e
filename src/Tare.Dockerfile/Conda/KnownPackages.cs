using System.Collections.Frozen;

namespace Tare.Dockerfile.Conda;

/// <summary>Names that rules must know: what brings CUDA, what has builds for it, what compiles.</summary>
internal static class KnownPackages
{
    private static readonly FrozenSet<string> GpuNames = FrozenSet.Create(
        StringComparer.Ordinal,
        "pytorch", "tensorflow", "tensorflow-gpu", "pytorch-gpu", "jax", "jaxlib", "cupy");

    private static readonly FrozenSet<string> CompilerNames = FrozenSet.Create(
        StringComparer.Ordinal,
        "build-essential", "gcc", "g++", "gfortran", "clang", "make", "cmake", "ninja-build", "compilers", "c-compiler", "cxx-compiler",
        "fortran-compiler", "gcc_linux-64", "gxx_linux-64", "gfortran_linux-64", "cuda-nvcc", "cudatoolkit-dev", "rust", "rustc", "cargo");

    /// <summary>A conda package that is the CUDA run time itself or pulls it in.</summary>
    internal static bool BringsCuda(string condaName) =>
        condaName is "cudatoolkit" or "cudnn" or "nccl" or "pytorch-cuda" or "pytorch-gpu" or "tensorflow-gpu" or "cuda"
        || condaName.StartsWith("cuda-", StringComparison.Ordinal);

    /// <summary>A pip requirement whose wheels carry CUDA.</summary>
    internal static bool WheelBringsCuda(string pipText) =>
        SpecText.Read(pipText).Name is var name && !pipText.Contains("+cpu", StringComparison.Ordinal)
        && (name is "torch" || (name.StartsWith("nvidia-", StringComparison.Ordinal) && name.Contains("-cu", StringComparison.Ordinal))
            || pipText.Contains("[and-cuda", StringComparison.Ordinal) || pipText.Contains("[cuda", StringComparison.Ordinal)
            || (name.StartsWith("cupy-cuda", StringComparison.Ordinal)));

    /// <summary>A package that is built with and without CUDA.</summary>
    internal static bool HasGpuBuilds(string name) => GpuNames.Contains(name);

    /// <summary>A package that only a build needs.</summary>
    internal static bool IsCompiler(string name) => CompilerNames.Contains(name);
}
