namespace Tare.Conda.Prefixes;

/// <summary>Finds what pip and its kin have installed: distributions in site-packages that no record owns (PEP 376, PEP 627).</summary>
public static class PythonDistributions
{
    /// <summary>The records of an environment, with those that pip would list instead of or besides them.</summary>
    public static IReadOnlyList<PrefixRecord> Merge(CondaPrefix prefix, IReadOnlyList<PrefixRecord> records)
    {
        if (SitePackages(prefix, records) is not { } folder || !Directory.Exists(folder))
        {
            return records;
        }

        var owned = records.SelectMany(r => r.PythonMetadata).ToHashSet(StringComparer.Ordinal);
        var merged = records.ToDictionary(r => r.Name, StringComparer.Ordinal);
        var count = 0;
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            var relative = Path.GetRelativePath(prefix.Path, entry.FullName);
            if (!owned.Contains(relative) && Read(entry) is { } found)
            {
                merged[found.Name] = found;
                count++;
            }
        }

        return count == 0 ? records : [.. merged.Values.OrderBy(r => r.Name, StringComparer.Ordinal)];
    }

    /// <summary>Where the environment's Python looks for modules, or null without Python.</summary>
    public static string? SitePackages(CondaPrefix prefix, IReadOnlyList<PrefixRecord> records)
    {
        var python = records.FirstOrDefault(r => r.Name == "python");
        if (python is null)
        {
            return null;
        }

        if (python.PythonSitePackagesPath is { Length: > 0 } named && !Path.IsPathRooted(named) && !named.Split('/').Contains(".."))
        {
            return Path.Join(prefix.Path, named);
        }

        var version = python.Version.Split('.');
        return version.Length < 2 ? null : Path.Join(prefix.Path, "lib", $"python{version[0]}.{version[1]}", "site-packages");
    }

    private static PrefixRecord? Read(FileSystemInfo entry)
    {
        var isLink = entry.Name.EndsWith(".egg-link", StringComparison.Ordinal);
        var metadata = entry.Name.EndsWith(".dist-info", StringComparison.Ordinal) ? Path.Join(entry.FullName, "METADATA")
            : !entry.Name.EndsWith(".egg-info", StringComparison.Ordinal) ? null
            : entry is DirectoryInfo ? Path.Join(entry.FullName, "PKG-INFO") : entry.FullName;
        if (metadata is null && !isLink)
        {
            return null;
        }

        // NAME-VERSION.dist-info, NAME-VERSION-pyX.Y.egg-info, NAME.egg-link
        var parts = Path.GetFileNameWithoutExtension(entry.Name).Split('-');
        var (name, version) = metadata is null ? (null, null) : PythonMetadata.Read(metadata);
        name ??= parts[0];
        version ??= parts.Length > 1 ? parts[1] : isLink ? "0" : null;
        return name.Length == 0 || name[0] == '~' || version is null ? null : new PrefixRecord
        {
            Name = name.Replace('.', '-').Replace('_', '-').ToLowerInvariant(),
            Version = version,
            Build = isLink ? "dev_0" : "pypi_0",
            Channel = isLink ? "<develop>" : "pypi",
            Subdir = "pypi",
            FileName = Path.GetFileName(entry.Name),
            PackageType = "virtual_python_wheel",
        };
    }
}
