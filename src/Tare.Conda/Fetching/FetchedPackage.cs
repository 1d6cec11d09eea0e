using Tare.Conda.Records;

namespace Tare.Conda.Fetching;

/// <summary>A package that lies unpacked on this machine.</summary>
/// <param name="Record">What its channel says of it.</param>
/// <param name="Folder">The unpacked package.</param>
/// <param name="ArchivePath">Its archive, or where that was.</param>
public sealed record FetchedPackage(RepoDataRecord Record, string Folder, string ArchivePath);
