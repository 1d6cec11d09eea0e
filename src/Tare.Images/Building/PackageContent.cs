using Tare.Archives.Packages;
using Tare.Conda.Linking;
using Tare.Conda.Records;
using Tare.Primitives;

namespace Tare.Images.Building;

/// <summary>A package that lies on this machine, and what its paths become in the image.</summary>
/// <param name="Record">What its channel says of it.</param>
/// <param name="Archive">The path of its archive.</param>
/// <param name="Sha256">The digest that the archive must have.</param>
/// <param name="Plan">What its paths become.</param>
internal sealed record PackageContent(RepoDataRecord Record, string Archive, Digest Sha256, PackageLinkPlan Plan)
{
    private static readonly string[] OldNames = ["files", "has_prefix", "no_link", "link.json"];

    /// <summary>Paths that a later package brings too, and this one leaves to it.</summary>
    internal IReadOnlySet<string> Left { get; init; } = new HashSet<string>();

    /// <summary>Paths that lead through a link to a folder, and where that leads.</summary>
    internal IReadOnlyDictionary<string, string> Places { get; init; } = new Dictionary<string, string>();

    /// <summary>The environment's Python.</summary>
    internal PythonTarget? Python { get; init; }

    /// <summary>All packages of the environment that it belongs to.</summary>
    internal IReadOnlyList<PackageContent> Environment { get; init; } = [];

    /// <summary>Name, version and build with dashes.</summary>
    internal string Distribution => Record.DistName;

    /// <summary>The time of what is made for the package: when it was built.</summary>
    internal long Time => Record.Timestamp is { } t and > 0 ? (t > 253402300799 ? t / 1000 : t) : 0;

    internal static PackageContent Read(RepoDataRecord record, string archive, PythonTarget? python)
    {
        // Reading ends when all names are found, and a .tar.bz2 has its info folder first as a rule. Packages of before 2017 have no
        // paths.json, and must be read to their end.
        var info = record.NoArch == "python" ? PackageInfo.Read(archive, "paths.json", "link.json") : PackageInfo.Read(archive, "paths.json");
        info = info.Find("paths.json") is null ? PackageInfo.Read(archive, OldNames) : info;
        var paths = info.ReadPaths() ?? throw new ImageException($"`{archive}` has no list of its files", "it is not a conda package; get it again");
        return new PackageContent(record, archive, DigestOf(record, archive), PackageLinkPlan.Make(paths, info.Find("link.json"), python, archive)) { Python = python };
    }

    // Channels without SHA-256 exist; the package is then what lies here.
    private static Digest DigestOf(RepoDataRecord record, string archive)
    {
        if (Digest.TryParseHex(record.Sha256, out var digest))
        {
            return digest;
        }

        using var file = File.OpenRead(archive);
        return new Digest(System.Security.Cryptography.SHA256.HashData(file));
    }
}
