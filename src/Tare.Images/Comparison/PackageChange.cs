namespace Tare.Images.Comparison;

/// <summary>What happened to a package between two images, in one environment.</summary>
/// <param name="Name">Name; empty for files that belong to no package.</param>
/// <param name="Environment">The environment's root.</param>
/// <param name="Before">Version and build in the first image, or null.</param>
/// <param name="After">Version and build in the second, or null.</param>
/// <param name="Bytes">How many bytes more, or fewer, the second image has for it.</param>
public sealed record PackageChange(string Name, string Environment, string? Before, string? After, long Bytes)
{
    /// <summary><c>added</c>, <c>removed</c>, <c>changed</c>, or <c>same</c> where only the bytes differ.</summary>
    public string Kind => Before is null ? "added" : After is null ? "removed" : Before == After ? "same" : "changed";
}
