using Tare.Archives;
using Tare.Archives.Packages;
using Tare.Archives.Tar;
using Tare.Conda.Fetching;
using Tare.Conda.Prefixes;

namespace Tare.Conda.Checking;

/// <summary>What a package itself says of its paths, as far as the cache still has it. A record says nothing of links and permissions.</summary>
internal sealed class PackageSource
{
    private readonly PrefixRecord _record;
    private readonly string? _folder;
    private readonly Lazy<IReadOnlySet<string>?> _executables;

    internal PackageSource(PrefixRecord record)
    {
        _record = record;
        var named = record.Link?.Source is { Length: > 0 } source ? source : record.ExtractedFolder;
        _folder = named is { Length: > 0 } && PackageCaches.ReadRecord(named) is { } cached && IsSame(cached, record) ? named : null;
        _executables = new Lazy<IReadOnlySet<string>?>(ReadArchive);
    }

    /// <summary>Where a symbolic link leads in the package, or null where nobody knows.</summary>
    internal string? LinkTarget(string path) => File(path)?.LinkTarget;

    /// <summary>The package brings the path with the permission to execute it; null where nobody knows.</summary>
    /// <param name="path">A path in the environment, whose file lacks the permission.</param>
    internal bool? IsExecutable(PrefixPath path)
    {
        if (File(path.Path) is { } file && (!IsShared(path) || IsExecutable(file)))
        {
            return IsExecutable(file);
        }

        // A second name of the cache's file has lost the permission in both places; the archive still knows.
        return _executables.Value is { } known ? Names(path.Path).Any(known.Contains) : null;
    }

    /// <summary>Somebody may execute the file.</summary>
    internal static bool IsExecutable(FileInfo file) =>
        OperatingSystem.IsWindows() || (file.UnixFileMode & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;

    private bool IsShared(PrefixPath path) => _record.Link?.Type is LinkType.HardLink or LinkType.Unknown && path.PrefixPlaceholder is null && !path.NoLink;

    private FileInfo? File(string path) =>
        _folder is null ? null : Names(path).Select(n => new FileInfo(Path.Join(_folder, n))).FirstOrDefault(f => f.Exists || f.LinkTarget is not null);

    // Noarch Python packages have modules and scripts in other places than the environment.
    private IEnumerable<string> Names(string path)
    {
        yield return path;
        if (_record.Noarch == "python" && path.IndexOf("site-packages/", StringComparison.Ordinal) is var at and >= 0)
        {
            yield return path[at..];
        }
        else if (_record.Noarch == "python" && path.StartsWith("bin/", StringComparison.Ordinal))
        {
            yield return $"python-scripts/{path["bin/".Length..]}";
        }
    }

    private static bool IsSame(Records.RepoDataRecord cached, PrefixRecord record) =>
        cached.Sha256 is not null && record.Sha256 is not null ? cached.Sha256 == record.Sha256
        : cached.Md5 is not null && record.Md5 is not null ? cached.Md5 == record.Md5
        : cached.Url == record.Url;

    private HashSet<string>? ReadArchive()
    {
        if (_record.TarballPath is not { Length: > 0 } path || !System.IO.File.Exists(path))
        {
            return null;
        }

        try
        {
            using var reader = PackageReader.Open(path, new PackageReaderOptions { TakeSha256 = false });
            var executables = new HashSet<string>(StringComparer.Ordinal);
            while (reader.Next() is { } entry)
            {
                if (entry.Kind is TarEntryKind.File or TarEntryKind.HardLink && (entry.Permissions & 0x49) != 0)
                {
                    executables.Add(entry.PathText);
                }
            }

            return executables;
        }
        catch (Exception exception) when (exception is ArchiveException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
