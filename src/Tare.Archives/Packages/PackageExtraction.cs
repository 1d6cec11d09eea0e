using System.Security.Cryptography;
using System.Text;
using Tare.Archives.Tar;
using Tare.Primitives;
using Tare.Primitives.Posix;

namespace Tare.Archives.Packages;

/// <summary>
/// Unpacks a package into a folder, with every file hashed on the way and compared with the package's list of paths. The work goes
/// on in a folder beside the destination, named <c>NAME.HEX.tare-partial</c>, which is renamed when all of it is right and removed
/// otherwise, so a half-unpacked package is never found under a package's name.
/// </summary>
public sealed class PackageExtraction
{
    private const string StagingSuffix = ".tare-partial";
    private const int LargestList = 256 << 20;

    // What the check at the end needs.
    private static readonly HashSet<string> Lists = ["info/index.json", "info/paths.json", "info/files", "info/has_prefix", "info/no_link"];

    private readonly PackageReader _reader;
    private readonly ExtractionFolder _folder;
    private readonly Dictionary<string, ExtractedFile> _files = [];
    private readonly Dictionary<string, byte[]> _info = [];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private PackageExtraction(PackageReader reader, ExtractionFolder folder) => (_reader, _folder) = (reader, folder);

    /// <summary>Unpacks the package file at <paramref name="path"/> into the folder <paramref name="destination"/>, which is made.</summary>
    public static ExtractedPackage Extract(string path, string destination, ExtractionOptions? options = null, CancellationToken stop = default)
    {
        using var reader = PackageReader.Open(path);
        return Extract(reader, destination, options, stop);
    }

    /// <summary>Unpacks what a reader gives, from its first entry on.</summary>
    public static ExtractedPackage Extract(PackageReader reader, string destination, ExtractionOptions? options = null, CancellationToken stop = default)
    {
        options ??= new ExtractionOptions();
        destination = Path.TrimEndingDirectorySeparator(Path.GetFullPath(destination));
        var parentPath = Path.GetDirectoryName(destination) ?? throw new ArchiveException($"a package cannot be unpacked into `{destination}`");
        Directory.CreateDirectory(parentPath);
        using var parent = FolderHandle.Open(parentPath);
        var name = FolderHandle.Zero(Path.GetFileName(destination));
        if (!options.Replace && Exists(parent, name))
        {
            throw new ArchiveException($"`{destination}` exists already", "remove it, or replace it with --force");
        }

        var staging = FolderHandle.Zero($"{Path.GetFileName(destination)}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}{StagingSuffix}");
        parent.MakeFolder(staging, 0x1ED);
        try
        {
            var package = Fill(reader, parent, staging, options.Check, stop);
            Publish(parent, staging, name);
            return package with { Folder = destination };
        }
        catch
        {
            FolderTree.Remove(parent, staging);
            throw;
        }
    }

    private static ExtractedPackage Fill(PackageReader reader, FolderHandle parent, byte[] staging, PackageCheck check, CancellationToken stop)
    {
        if ((0x1ED & FileCreationMask.Current) != 0)
        {
            parent.SetPermissions(staging, 0x1ED);
        }

        using var root = parent.OpenFolder(staging);
        using var folder = new ExtractionFolder(root);
        var extraction = new PackageExtraction(reader, folder);
        while (reader.Next() is { } entry)
        {
            stop.ThrowIfCancellationRequested();
            extraction.Place(entry);
        }

        var archive = reader.Finish();
        extraction._hash.Dispose();
        if (!extraction._info.ContainsKey("index.json"))
        {
            throw new ArchiveException($"`{reader.Source}` has no info/index.json", "it is not a conda package");
        }

        var problems = check == PackageCheck.None ? [] : extraction.Compare();
        return check == PackageCheck.Refuse && problems.Count > 0
            ? throw new ArchiveException(
                $"`{reader.Source}` does not fit its own list of paths: {problems[0]}{(problems.Count > 1 ? $", and {problems.Count - 1} more" : "")}",
                "the package is damaged or badly built; get it again")
            : new ExtractedPackage("", extraction._files, archive, problems);
    }

    // The old folder, if there is one, steps aside first: rename(2) does not replace a folder that holds something.
    private static void Publish(FolderHandle parent, byte[] staging, byte[] name)
    {
        try
        {
            parent.Rename(staging, parent, name);
        }
        catch (PosixException exception) when (exception.Errno is PosixException.NotEmpty or PosixException.AlreadyExists or PosixException.NotAFolder)
        {
            var old = FolderHandle.Zero(Encoding.UTF8.GetString(staging.AsSpan(..^1)) + "-old");
            parent.Rename(name, parent, old);
            parent.Rename(staging, parent, name);
            FolderTree.Remove(parent, old);
        }
    }

    private static bool Exists(FolderHandle parent, byte[] name)
    {
        try
        {
            parent.Status(name);
            return true;
        }
        catch (PosixException exception) when (exception.Errno == PosixException.NotFound)
        {
            return false;
        }
    }

    private void Place(PackageEntry entry)
    {
        var path = entry.PathText;
        if (entry.Kind == TarEntryKind.Folder)
        {
            InFolder(path, () => _folder.MakeFolder(entry.Path.Span));
            return;
        }

        if (_files.TryGetValue(path, out var earlier))
        {
            // Some builders put a file in twice; the later one counts, as with tar. A link is never replaced: it could lead away.
            if (earlier.Kind != TarEntryKind.File || entry.Kind != TarEntryKind.File)
            {
                throw new ArchiveException($"`{_reader.Source}` is not safe to unpack: it holds `{path}` twice, once as a link", "do not use this package");
            }

            _folder.RemoveFile(entry.Path.Span);
        }

        InFolder(path, () => _files[path] = entry.Kind switch
        {
            TarEntryKind.File => PlaceFile(entry, path),
            TarEntryKind.SymbolicLink => PlaceSymbolicLink(entry, path),
            _ => PlaceHardLink(entry, path),
        });
    }

    private void InFolder(string path, Action place)
    {
        try
        {
            place();
        }
        catch (PosixException exception) when (exception.Errno is PosixException.LinkLoop or PosixException.NotAFolder or PosixException.AlreadyExists)
        {
            throw new ArchiveException(
                $"`{_reader.Source}` is not safe to unpack: `{path}` goes through a link or a file of the package itself", "do not use this package", exception);
        }
    }

    private ExtractedFile PlaceFile(PackageEntry entry, string path)
    {
        using var kept = Lists.Contains(path) ? new MemoryStream() : null;
        using (var file = _folder.CreateFile(entry.Path.Span, entry.Permissions))
        {
            for (var chunk = _reader.ReadChunk(); chunk.Length > 0; chunk = _reader.ReadChunk())
            {
                _hash.AppendData(chunk);
                Demand(OpenFile.Append(file, chunk), path);
                kept?.Write(chunk);
                if (kept?.Length > LargestList)
                {
                    throw new ArchiveException($"`{_reader.Source}` has a `{path}` of {entry.Size} bytes, which is more than any package needs");
                }
            }

            Demand(OpenFile.SetModified(file, Time(entry.ModifiedSeconds)), path);
        }

        if (kept is not null)
        {
            _info[path["info/".Length..]] = kept.ToArray();
        }

        return new ExtractedFile(path, TarEntryKind.File, entry.Size, new Digest(_hash.GetHashAndReset()));
    }

    private void Demand(int error, string path)
    {
        if (error != 0)
        {
            throw new ArchiveException(
                $"cannot write `{path}` of `{_reader.Source}`: {PosixException.Describe(error)}", "free some space on that file system and run the command again");
        }
    }

    private ExtractedFile PlaceSymbolicLink(PackageEntry entry, string path)
    {
        _folder.MakeSymbolicLink(entry.Path.Span, entry.LinkTarget.Span);
        return new ExtractedFile(path, TarEntryKind.SymbolicLink, 0, default);
    }

    private ExtractedFile PlaceHardLink(PackageEntry entry, string path)
    {
        if (!_files.TryGetValue(entry.LinkTargetText, out var target) || target.Kind == TarEntryKind.SymbolicLink)
        {
            throw new ArchiveException(
                $"`{_reader.Source}` is not safe to unpack: `{path}` is a hard link to `{entry.LinkTargetText}`, which is no file that came before it",
                "do not use this package");
        }

        _folder.Link(entry.LinkTarget.Span, entry.Path.Span);
        return target with { Path = path, Kind = TarEntryKind.HardLink };
    }

    private List<string> Compare() =>
        PackageInfo.Paths(_info.GetValueOrDefault, _reader.Source) is { } paths ? PackageComparison.Problems(paths, _files) : [];

    private static DateTimeOffset Time(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, DateTimeOffset.MinValue.ToUnixTimeSeconds(), DateTimeOffset.MaxValue.ToUnixTimeSeconds()));
}
