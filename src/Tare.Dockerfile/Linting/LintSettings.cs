namespace Tare.Dockerfile.Linting;

/// <summary>What a look at a file depends on besides the file.</summary>
public sealed record LintSettings
{
    /// <summary>Today, for the age of base images; null where no rule shall ask.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>From how many days on a base image is old.</summary>
    public int MaximumBaseAge { get; init; } = 365;

    /// <summary>What the layers of the built image really waste, by instruction and kind; null where no image was given.</summary>
    public IMeasuredWaste? Measured { get; init; }
}
