using Tare.Archives.Tar;

namespace Tare.Archives.Packages;

/// <summary>A package's list of paths against what the package really holds.</summary>
internal static class PackageComparison
{
    /// <summary>One clause for each path that is missing or different.</summary>
    internal static List<string> Problems(IReadOnlyList<PackagePath> paths, Dictionary<string, ExtractedFile> files)
    {
        var problems = new List<string>();
        foreach (var path in paths)
        {
            if (path.Type is PackagePathType.HardLink or PackagePathType.SoftLink && Problem(path, files) is { } problem)
            {
                problems.Add(problem);
            }
        }

        return problems;
    }

    private static string? Problem(PackagePath path, Dictionary<string, ExtractedFile> files)
    {
        if (!files.TryGetValue(path.Path, out var file))
        {
            return $"`{path.Path}` is missing";
        }

        // A list without digests is the old one, which does not tell links from files.
        if (file.Kind == TarEntryKind.SymbolicLink)
        {
            return path is { Type: PackagePathType.HardLink, Sha256: not null } ? $"`{path.Path}` is a symbolic link and should be a file" : null;
        }

        if (path.Type == PackagePathType.SoftLink)
        {
            return $"`{path.Path}` is a file and should be a symbolic link";
        }

        if (path.Size is { } size && size != file.Size)
        {
            return $"`{path.Path}` has {file.Size} bytes and should have {size}";
        }

        return path.Sha256 is { } digest && digest != file.Sha256 ? $"`{path.Path}` has the SHA-256 {file.Sha256.Hex} and should have {digest.Hex}" : null;
    }
}
