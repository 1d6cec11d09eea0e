namespace Tare.Archives.Packages;

/// <summary>How a package is unpacked.</summary>
public sealed record ExtractionOptions
{
    /// <summary>What to do when files do not fit the package's own list of paths.</summary>
    public PackageCheck Check { get; init; } = PackageCheck.Refuse;

    /// <summary>An existing destination is replaced, in one step when everything is unpacked; else it is an error.</summary>
    public bool Replace { get; init; }
}
