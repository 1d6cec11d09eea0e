using Tare.Archives.Packages;
using Tare.Conda.Records;
using Tare.Http.Downloads;
using Tare.Primitives;

namespace Tare.Conda.Fetching;

/// <summary>Brings archives into the package cache and leaves them packed: whoever reads packages as streams needs no more.</summary>
public sealed class ArchiveFetcher(PackageCaches caches, Func<Downloader> downloader, Action<long>? progress = null)
{
    private const int Downloads = 5;

    /// <summary>The path of each archive, in the order of the packages. One that lay in the cache is for its reader to prove.</summary>
    public async Task<IReadOnlyList<string>> FetchAsync(IReadOnlyList<PackageToFetch> packages, CancellationToken stop)
    {
        var paths = new string[packages.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Downloads, CancellationToken = stop };
        await Parallel.ForEachAsync(Enumerable.Range(0, packages.Count), options, async (index, token) =>
            paths[index] = caches.FindArchive(packages[index].Record) ?? await DownloadAsync(packages[index], token));
        return paths;
    }

    /// <summary>The record with what the archive says of itself, where only the archive's name was known.</summary>
    public static RepoDataRecord Complete(PackageToFetch package, string archive)
    {
        if (!package.IsIncomplete)
        {
            return package.Record;
        }

        using var json = System.Text.Json.JsonDocument.Parse(PackageInfo.Read(archive, "index.json").Get("index.json"));
        var (record, own) = (package.Record, RepoDataRecordJson.Read(json.RootElement, package.Record.FileName));
        return own.Name == record.Name && own.Version == record.Version && own.Build == record.Build
            ? own with
            {
                Channel = record.Channel,
                Subdir = record.Subdir ?? own.Subdir,
                FileName = record.FileName,
                Url = record.Url,
                Md5 = record.Md5,
                Sha256 = record.Sha256,
                Size = new FileInfo(archive).Length,
            }
            : throw new FetchException($"`{record.FileName}` holds {own.DistName}", "the archive was renamed; give it the name of its package");
    }

    private async Task<string> DownloadAsync(PackageToFetch package, CancellationToken stop)
    {
        if (package.Urls.Count == 0)
        {
            throw new FetchException($"nothing says where `{package.Record.FileName}` can be had");
        }

        var result = await downloader().DownloadAsync(
            new DownloadRequest(package.Urls, Path.Join(caches.Writable, package.Record.FileName))
            {
                Expected = new ExpectedContent
                {
                    Sha256 = Digest.TryParseHex(package.Record.Sha256, out var digest) ? digest : null,
                    Md5 = package.Record.Md5,
                    Size = package.Record.Size,
                },
                Progress = progress,
            },
            stop);
        caches.Remember(package.Record);
        return result.Path;
    }
}
