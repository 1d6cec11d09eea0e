using Tare.Conda.Caches;
using Tare.Conda.Prefixes;
using Tare.Primitives.Posix;

namespace Tare.Conda.Cleaning;

/// <summary>
/// Finds the environments that need an extracted package although no inode says so: by their symbolic links and by their records.
/// Only the records named like a package in question are read.
/// </summary>
public static class PackageUses
{
    /// <summary>The uses of these packages.</summary>
    /// <param name="packages">Extracted packages.</param>
    /// <param name="references">Symbolic links of environments into the caches.</param>
    /// <param name="prefixes">The environments.</param>
    public static IReadOnlyList<PackageUse> Of(
        IReadOnlyCollection<CachedItem> packages, IEnumerable<CacheReference> references, IEnumerable<string> prefixes)
    {
        var paths = packages.Select(p => p.Path).ToHashSet();
        return [.. references.SelectMany(r => FromLink(r, paths)), .. FromRecords(packages, prefixes)];
    }

    /// <summary>The uses that the environments' records tell, as they are now.</summary>
    public static IReadOnlyList<PackageUse> FromRecords(IReadOnlyCollection<CachedItem> packages, IEnumerable<string> prefixes)
    {
        var candidates = packages.Where(p => p.Kind == CachedItemKind.Package)
            .SelectMany(p => RecordNames(p.Name).Select(n => (Name: n, Package: p))).ToLookup(p => p.Name, p => p.Package);
        var uses = new List<PackageUse>();
        foreach (var prefix in prefixes)
        {
            foreach (var record in RecordsOf(prefix))
            {
                foreach (var package in candidates[Path.GetFileNameWithoutExtension(record)])
                {
                    if (KindOf(record, package) is { } kind)
                    {
                        uses.Add(new PackageUse(package.Path, prefix, kind));
                    }
                }
            }
        }

        return uses;
    }

    internal static string[] RecordsOf(string prefix)
    {
        try
        {
            return new CondaPrefix(prefix).RecordPaths();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // rattler puts a hash of the address behind the name of the folder.
    private static IEnumerable<string> RecordNames(string name)
    {
        var folder = Path.GetFileName(name);
        yield return folder;
        if (folder.LastIndexOf('-') is > 0 and var dash && CacheNames.IsDistribution(folder[..dash]))
        {
            yield return folder[..dash];
        }
    }

    private static IEnumerable<PackageUse> FromLink(CacheReference reference, HashSet<string> paths)
    {
        for (var path = reference.Target; !string.IsNullOrEmpty(path); path = Path.GetDirectoryName(path))
        {
            if (paths.Contains(path))
            {
                return [new PackageUse(path, reference.Prefix, PackageUseKind.SymbolicLink)];
            }
        }

        return [];
    }

    private static PackageUseKind? KindOf(string recordPath, CachedItem package)
    {
        PrefixRecord record;
        try
        {
            record = PrefixRecordReader.Read(recordPath, PrefixRecordParts.All);
        }
        catch (CondaException)
        {
            // Nobody can say what a damaged record meant; the package stays.
            return PackageUseKind.RecordWithoutFiles;
        }

        if (!PointsTo(record, package))
        {
            return null;
        }

        return record.Link?.Type switch
        {
            LinkType.SoftLink => PackageUseKind.SoftLinkRecord,
            LinkType.Copy => null,
            _ => record.Files.Count == 0 ? PackageUseKind.RecordWithoutFiles : null,
        };
    }

    private static bool PointsTo(PrefixRecord record, CachedItem package)
    {
        string?[] named = [record.Link?.Source, record.ExtractedFolder];
        var sources = named.Where(s => !string.IsNullOrEmpty(s)).Select(s => s!.TrimEnd('/')).ToArray();
        return sources.Contains(package.Path)
            || (FolderHandle.Resolve(package.Path) is { } real && sources.Any(s => s == real || FolderHandle.Resolve(s) == real));
    }
}
