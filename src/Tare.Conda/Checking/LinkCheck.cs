using System.Security.Cryptography;
using Tare.Conda.Prefixes;

namespace Tare.Conda.Checking;

/// <summary>Does a symbolic link of a package lead where the package says.</summary>
internal sealed class LinkCheck(string prefix, PrefixRecord record, PackageSource source)
{
    // The digest of nothing stands for links that led to a folder, or nowhere, when the package was built.
    private static readonly string Nothing = Convert.ToHexStringLower(SHA256.HashData([]));

    /// <summary>Where the link leads instead, in words; null where it leads to the right place as far as anybody can tell.</summary>
    internal string? Find(PrefixPath path, FileInfo link)
    {
        var target = link.LinkTarget!;
        if (source.LinkTarget(path.Path) is { } said)
        {
            return said == target ? null : $"to {target}, in the package to {said}";
        }

        // Without the package, its record has the digest of what the link led to.
        if (path.Sha256 is not { } digest || digest == Nothing || !record.Paths.Any(p => p.Type == PrefixPathType.HardLink && p.Sha256 == digest))
        {
            return null;
        }

        var final = link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(target, link.DirectoryName!);
        var relative = Path.GetRelativePath(prefix, final);
        if (relative.Split('/')[0] == "..")
        {
            return $"to {target}, which is outside of the environment";
        }

        return record.Paths.Any(p => p.Path == relative && p.Sha256 == digest) || DigestOf(final) == digest ? null : $"to {target}, which is not what the package had there";
    }

    private static string? DigestOf(string path) => File.Exists(path) ? FileCheck.HashOf(path) : null;
}
