using System.Security.Cryptography;
using Tare.Conda.Prefixes;
using Tare.Conda.Transactions;

namespace Tare.Conda.Checking;

/// <summary>Compares the paths of packages with what is on disk.</summary>
internal sealed class FileCheck
{
    private static readonly string[] ProgramFolders = ["bin", "sbin", "libexec"];
    private readonly string _prefix;
    private readonly Action<HealthProblem> _report;
    private readonly Dictionary<string, HashSet<string>> _shared;
    private readonly HashSet<string> _known;

    internal FileCheck(string prefix, IReadOnlyList<PrefixRecord> records, Action<HealthProblem> report)
    {
        (_prefix, _report) = (prefix, report);
        _shared = Shared(records);
        _known = records.SelectMany(r => r.Files).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Checks one package; safe from several threads.</summary>
    internal void Run(PrefixRecord record)
    {
        var source = new PackageSource(record);
        var links = new LinkCheck(_prefix, record, source);
        foreach (var path in record.Paths.Where(p => RecordPath.IsInside(p.Path)))
        {
            if (Look(path, links, source) is var (kind, detail))
            {
                _report(new HealthProblem(kind, record.DistName, path.Path, detail));
            }
        }
    }

    private (HealthProblemKind, string)? Look(PrefixPath path, LinkCheck links, PackageSource source)
    {
        try
        {
            return Find(path, links, source);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Without the right to read, or links that lead to one another.
            var isLink = new FileInfo(Path.Join(_prefix, path.Path)).LinkTarget is not null;
            return (isLink ? HealthProblemKind.BrokenLink : HealthProblemKind.AlteredFile, "it cannot be read");
        }
    }

    private (HealthProblemKind, string)? Find(PrefixPath path, LinkCheck links, PackageSource source)
    {
        var file = new FileInfo(Path.Join(_prefix, path.Path));
        if (file.LinkTarget is not null)
        {
            return OfLink(path, file, links);
        }

        if (!Path.Exists(file.FullName))
        {
            return (HealthProblemKind.MissingFile, "");
        }

        if (path.Type == PrefixPathType.SoftLink)
        {
            return OfLostLink(path, file);
        }

        return OfFile(path, file) is { } altered ? altered
            : file.Exists && IsDenied(path, file, source) ? (HealthProblemKind.NotExecutable, "")
            : null;
    }

    internal static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    // Where two packages brought one path, its content is right when it is right for one of them.
    private static Dictionary<string, HashSet<string>> Shared(IReadOnlyList<PrefixRecord> records)
    {
        var shared = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var seen = new Dictionary<string, PrefixPath>(StringComparer.Ordinal);
        foreach (var path in records.SelectMany(r => r.Paths))
        {
            if (!seen.TryAdd(path.Path, path))
            {
                var hashes = shared.TryGetValue(path.Path, out var known) ? known : shared[path.Path] = [Hash(seen[path.Path]) ?? ""];
                hashes.Add(Hash(path) ?? "");
            }
        }

        return shared;
    }

    private (HealthProblemKind, string)? OfLink(PrefixPath path, FileInfo link, LinkCheck links)
    {
        var isThere = Path.Exists(Path.GetFullPath(link.LinkTarget!, link.DirectoryName!));
        if (!isThere && (Hash(path) is not null || IsKnown(link)))
        {
            return (HealthProblemKind.BrokenLink, $"to {link.LinkTarget}");
        }

        if (path.Type == PrefixPathType.SoftLink)
        {
            return !_shared.ContainsKey(path.Path) && links.Find(path, link) is { } detail ? (HealthProblemKind.MisplacedLink, detail) : null;
        }

        // A file that came as a link into the cache, or was made one to save room, has the right content.
        return Hash(path) is null || (File.Exists(link.FullName) && IsRight(path, link)) ? null : (HealthProblemKind.AlteredFile, $"a link to {link.LinkTarget} is there");
    }

    // Packages do bring links to what other packages, or nobody, has; broken is one whose target was installed once.
    private bool IsKnown(FileInfo link) => _known.Contains(Path.GetRelativePath(_prefix, Path.GetFullPath(link.LinkTarget!, link.DirectoryName!)));

    // A copy of what the link led to does no harm; neither does what another package brought.
    private (HealthProblemKind, string)? OfLostLink(PrefixPath path, FileInfo file)
    {
        if (_shared.ContainsKey(path.Path) || _known.Any(k => k.StartsWith(path.Path + "/", StringComparison.Ordinal)) || (file.Exists && path.Sha256 == HashOf(file.FullName)))
        {
            return null;
        }

        return (HealthProblemKind.AlteredFile, $"a {(file.Exists ? "file" : "folder")} is there, and no link");
    }

    private (HealthProblemKind, string)? OfFile(PrefixPath path, FileInfo file) => Hash(path) is null ? null
        : Directory.Exists(file.FullName) ? (HealthProblemKind.AlteredFile, "a folder is there")
        : file.Exists && !IsRight(path, file) ? (HealthProblemKind.AlteredFile, "")
        : null;

    private bool IsRight(PrefixPath path, FileInfo file) => _shared.TryGetValue(path.Path, out var hashes)
        ? hashes.Contains("") || hashes.Contains(HashOf(file.FullName))
        : HashOf(file.FullName) == Hash(path);

    private bool IsDenied(PrefixPath path, FileInfo file, PackageSource source)
    {
        if (_shared.ContainsKey(path.Path) || PackageSource.IsExecutable(file))
        {
            return false;
        }

        // The package is asked about what looks like a program: unpacking every archive again would take long.
        return path.Type == PrefixPathType.UnixPythonEntryPoint
            || (path.Type == PrefixPathType.HardLink && path.Path.Split('/')[..^1].Any(ProgramFolders.Contains)
                && Start(file) is var start && (start is [0x7F, (byte)'E', (byte)'L', (byte)'F'] || start is [(byte)'#', (byte)'!', ..])
                && (source.IsExecutable(path) ?? start[0] == 0x7F));
    }

    private static byte[] Start(FileInfo file)
    {
        using var stream = file.OpenRead();
        var start = new byte[4];
        return start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    }

    private static string? Hash(PrefixPath path) => path.Type == PrefixPathType.SoftLink ? null : path.Sha256InPrefix ?? path.Sha256;
}
