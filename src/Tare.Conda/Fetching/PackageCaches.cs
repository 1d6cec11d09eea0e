using System.Text;
using System.Text.Json;
using Tare.Conda.Channels;
using Tare.Conda.Records;
using Tare.Primitives.Files;
using Tare.Primitives.Json;

namespace Tare.Conda.Fetching;

/// <summary>
/// conda's package caches as a place to find and to put packages: <c>urls.txt</c>, archives, and extracted packages with
/// <c>info/repodata_record.json</c>. The first that can be written to takes what is new.
/// </summary>
public sealed class PackageCaches(IReadOnlyList<string> folders)
{
    private readonly Lock _urls = new();
    private readonly Dictionary<string, ArchiveOrigins> _origins = folders.Distinct().ToDictionary(f => f, f => new ArchiveOrigins(f), StringComparer.Ordinal);
    private string? _writable;

    /// <summary>The folder that takes what is new; it is made where it is missing.</summary>
    public string Writable => _writable ??= folders.FirstOrDefault(TryPrepare)
        ?? throw new FetchException(
            $"none of the package caches can be written to: {string.Join(", ", folders.Select(f => $"`{f}`"))}",
            "set CONDA_PKGS_DIRS to a folder of yours, or use --no-cache");

    /// <summary>The package unpacked in one of the caches, or null.</summary>
    public FetchedPackage? FindExtracted(RepoDataRecord record)
    {
        foreach (var folder in folders)
        {
            var path = Path.Join(folder, PackageFileName.StemOf(record.FileName));
            if (IsThePackage(path, record))
            {
                return new FetchedPackage(record, path, Path.Join(folder, record.FileName));
            }
        }

        return null;
    }

    /// <summary>The package's archive in one of the caches, or null. Its size and where it came from are right, or its digest is; its content is for the reader to prove.</summary>
    public string? FindArchive(RepoDataRecord record) => folders.FirstOrDefault(f => _origins[f].IsOf(record)) is { } folder ? Path.Join(folder, record.FileName) : null;

    /// <summary>What the caches know of the package of this <c>NAME-VERSION-BUILD</c>, or null.</summary>
    public RepoDataRecord? FindRecord(string distName) => folders.Select(f => ReadRecord(Path.Join(f, distName))).FirstOrDefault(r => r is not null);

    /// <summary>Where the package is unpacked to.</summary>
    public string ExtractedPath(RepoDataRecord record) => Path.Join(Writable, PackageFileName.StemOf(record.FileName));

    /// <summary>Takes unpacked packages out of the cache, so that they are unpacked again; the archives stay.</summary>
    public void Forget(IEnumerable<RepoDataRecord> records)
    {
        foreach (var folder in records.Select(ExtractedPath).Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Writes down where an archive came from, as conda does.</summary>
    public void Remember(RepoDataRecord record)
    {
        var line = Encoding.UTF8.GetBytes((record.Url ?? record.FileName) + "\n");
        lock (_urls)
        {
            // One write with O_APPEND: another conda that writes at the same time keeps its lines whole.
            using var file = new FileStream(Path.Join(Writable, "urls.txt"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 0);
            file.Write(line);
            _origins[Writable].Note(record);
        }
    }

    /// <summary>Writes <c>info/repodata_record.json</c>, which says of which channel a package is.</summary>
    public static void WriteRecord(string extracted, RepoDataRecord record)
    {
        var document = JsonWriting.Bytes(JsonWriting.Indented, writer =>
        {
            writer.WriteStartObject();
            RepoDataRecordJson.WriteForFile(writer, record);
            writer.WriteEndObject();
        });
        AtomicFile.Write(Path.Join(extracted, "info", "repodata_record.json"), document.Span);
    }

    /// <summary>The record with what the package says of itself; <see cref="FetchException"/> where it is another package than its archive's name says.</summary>
    public static RepoDataRecord Complete(RepoDataRecord record, string extracted)
    {
        var path = Path.Join(extracted, "info", "index.json");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var own = RepoDataRecordJson.Read(document.RootElement, record.FileName);
            if (own.Name != record.Name || own.Version != record.Version || own.Build != record.Build)
            {
                throw new FetchException($"`{record.FileName}` holds {own.DistName}", "the archive was renamed; give it the name of its package");
            }

            return own with
            {
                Channel = record.Channel,
                Subdir = record.Subdir ?? own.Subdir,
                FileName = record.FileName,
                Url = record.Url,
                Md5 = record.Md5,
                Sha256 = record.Sha256,
                Size = record.Size,
            };
        }
        catch (Exception exception) when (exception is JsonException or IOException)
        {
            throw new FetchException($"`{path}` cannot be read", "the package is damaged; get it again", exception);
        }
    }

    // A name says nothing of the channel: two channels may have different packages under one name.
    private static bool IsThePackage(string path, RepoDataRecord record)
    {
        var cached = ReadRecord(path);
        return cached is not null
            && (record.Sha256 is not null && cached.Sha256 is not null ? record.Sha256 == cached.Sha256
                : record.Md5 is not null && cached.Md5 is not null ? record.Md5 == cached.Md5
                : record.Url is not null && record.Url == cached.Url);
    }

    /// <summary>What the channel said of an unpacked package; null where that is not written down, so that the package may be half-unpacked.</summary>
    public static RepoDataRecord? ReadRecord(string extracted)
    {
        var file = Path.Join(extracted, "info", "repodata_record.json");
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return RepoDataRecordJson.Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or CondaException or IOException)
        {
            return null;
        }
    }

    private static bool TryPrepare(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var file = new FileStream(Path.Join(folder, "urls.txt"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 0);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
