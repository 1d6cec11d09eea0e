namespace Tare.Dockerfile.Templates;

/// <summary>What the Dockerfile is to do.</summary>
/// <param name="Purpose">What the image is for.</param>
/// <param name="EnvironmentFile">The lock or the environment.yml to install, relative to the build's context.</param>
public sealed record TemplateOptions(ImagePurpose Purpose, string EnvironmentFile)
{
    /// <summary>The image meets a GPU.</summary>
    public bool Gpu { get; init; }

    /// <summary>The CUDA version to solve for, where the file is not a lock.</summary>
    public string Cuda { get; init; } = "12.4";

    /// <summary>The file names archives, so that nothing is solved in the build.</summary>
    public bool IsLocked { get; init; }
}
