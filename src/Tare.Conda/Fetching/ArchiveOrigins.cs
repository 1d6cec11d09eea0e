using System.Collections.Concurrent;
using System.Security.Cryptography;
using Tare.Conda.Records;

namespace Tare.Conda.Fetching;

/// <summary>
/// What <c>urls.txt</c> of a package cache says of the archives in it. Two channels may have different packages under one name, and
/// even of one size: an archive from another URL, or from nobody knows where, is the package only if its digest is.
/// </summary>
internal sealed class ArchiveOrigins(string folder)
{
    private readonly Lazy<ConcurrentDictionary<string, string>> _urls = new(() => Read(Path.Join(folder, "urls.txt")));

    /// <summary>The archive that lies under the record's name is the record's. Where it was got from the record's URL, its reader proves it.</summary>
    internal bool IsOf(RepoDataRecord record)
    {
        if (new FileInfo(Path.Join(folder, record.FileName)) is not { Exists: true } file || (record.Size is { } size && file.Length != size))
        {
            return false;
        }

        var origin = _urls.Value.GetValueOrDefault(record.FileName);
        if (record.Url is null || origin == record.Url)
        {
            return true;
        }

        if ((record.Sha256 ?? record.Md5) is not { } digest)
        {
            return origin is null;
        }

        if (!Has(file.FullName, digest))
        {
            return false;
        }

        // Whoever asks again need not read it again.
        Note(record);
        return true;
    }

    /// <summary>An archive was got from there.</summary>
    internal void Note(RepoDataRecord record) => _urls.Value[record.FileName] = record.Url ?? record.FileName;

    private static bool Has(string path, string digest)
    {
        try
        {
            using var file = File.OpenRead(path);
            var hash = digest.Length == 2 * SHA256.HashSizeInBytes ? SHA256.HashData(file) : MD5.HashData(file);
            return Convert.ToHexStringLower(hash) == digest;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // The last line of a name is that of the archive that lies there.
    private static ConcurrentDictionary<string, string> Read(string path)
    {
        var urls = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        try
        {
            foreach (var line in File.ReadLines(path))
            {
                urls[line[(line.LastIndexOf('/') + 1)..]] = line;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What cannot be read says nothing of any archive.
        }

        return urls;
    }
}
