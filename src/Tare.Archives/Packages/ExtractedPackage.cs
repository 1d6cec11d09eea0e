namespace Tare.Archives.Packages;

/// <summary>What came of an extraction.</summary>
/// <param name="Folder">Where the package is now.</param>
/// <param name="Files">Every file and link, by path.</param>
/// <param name="Archive">The archive as a whole.</param>
/// <param name="Problems">Where files do not fit the package's list; empty unless <see cref="PackageCheck.Report"/> was asked for.</param>
public sealed record ExtractedPackage(
    string Folder, IReadOnlyDictionary<string, ExtractedFile> Files, PackageArchive Archive, IReadOnlyList<string> Problems);
