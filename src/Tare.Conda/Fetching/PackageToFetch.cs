using Tare.Conda.Records;

namespace Tare.Conda.Fetching;

/// <summary>A package and where it can be had.</summary>
/// <param name="Record">What its channel says of it.</param>
/// <param name="Urls">Its archive at each mirror, the preferred first, with credentials.</param>
public sealed record PackageToFetch(RepoDataRecord Record, IReadOnlyList<Uri> Urls)
{
    /// <summary>Only the archive's name is known, and the package itself has to tell the rest.</summary>
    public bool IsIncomplete { get; init; }
}
