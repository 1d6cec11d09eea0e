using System.Threading.Channels;
using Tare.Archives;
using Tare.Archives.Packages;
using Tare.Conda.Records;
using Tare.Http.Downloads;
using Tare.Primitives;

namespace Tare.Conda.Fetching;

/// <summary>
/// Brings packages into the cache: a few downloads at a time, each verified while it comes, and beside them as many unpackers as
/// the machine has processors. What lies in the cache already is not touched.
/// </summary>
public sealed class PackageFetcher(PackageCaches caches, Downloader downloader, FetchProgress? progress = null)
{
    private const int Downloads = 5;

    /// <summary>Fetches and unpacks; the answer has the packages in the order they were asked for.</summary>
    public async Task<IReadOnlyList<FetchedPackage>> FetchAsync(IReadOnlyList<PackageToFetch> packages, CancellationToken stop)
    {
        var fetched = new FetchedPackage?[packages.Count];
        var archives = Channel.CreateBounded<(int Index, string Path)>(Downloads * 2);
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var unpackers = Enumerable.Range(0, Environment.ProcessorCount)
            .Select(_ => Task.Factory.StartNew(() => UnpackAll(packages, archives.Reader, fetched, failed), stop, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            .ToArray();
        try
        {
            var missing = Enumerable.Range(0, packages.Count).Where(i => (fetched[i] = caches.FindExtracted(packages[i].Record)) is null);
            var options = new ParallelOptions { MaxDegreeOfParallelism = Downloads, CancellationToken = failed.Token };
            await Parallel.ForEachAsync(missing.ToArray(), options, async (index, token) =>
                await archives.Writer.WriteAsync((index, await ArchiveAsync(packages[index], token)), token));
            archives.Writer.Complete();
        }
        catch (Exception exception)
        {
            // An unpacker that failed stops the downloads; its error is the one to tell.
            archives.Writer.TryComplete(exception is OperationCanceledException ? null : exception);
            await failed.CancelAsync();
            await Task.WhenAll(unpackers);
            throw;
        }

        await Task.WhenAll(unpackers);
        return fetched!;
    }

    private async Task<string> ArchiveAsync(PackageToFetch package, CancellationToken stop)
    {
        if (caches.FindArchive(package.Record) is { } cached)
        {
            return cached;
        }

        if (package.Urls.Count == 0)
        {
            throw new FetchException($"nothing says where `{package.Record.FileName}` can be had");
        }

        var result = await downloader.DownloadAsync(Request(package), stop);
        caches.Remember(package.Record);
        return result.Path;
    }

    private DownloadRequest Request(PackageToFetch package) => new(package.Urls, Path.Join(caches.Writable, package.Record.FileName))
    {
        Expected = new ExpectedContent
        {
            Sha256 = Sha256(package.Record),
            Md5 = package.Record.Md5,
            Size = package.Record.Size,
        },
        Progress = progress?.Downloaded,
    };

    private void UnpackAll(IReadOnlyList<PackageToFetch> packages, ChannelReader<(int Index, string Path)> archives, FetchedPackage?[] fetched, CancellationTokenSource failed)
    {
        try
        {
            while (archives.WaitToReadAsync(failed.Token).AsTask().GetAwaiter().GetResult())
            {
                while (archives.TryRead(out var archive))
                {
                    var package = Unpack(packages[archive.Index], archive.Path, failed.Token);
                    fetched[archive.Index] = package;
                    progress?.Unpacked?.Invoke(package);
                }
            }
        }
        catch
        {
            failed.Cancel();
            throw;
        }
    }

    private FetchedPackage Unpack(PackageToFetch package, string archive, CancellationToken stop)
    {
        var record = package.Record;
        var folder = caches.ExtractedPath(record);
        var sha256 = Sha256(record);
        var options = new PackageReaderOptions
        {
            Sha256 = sha256,
            Md5 = sha256 is null ? record.Md5 : null,
            Size = record.Size,
            Threads = 1,
        };
        try
        {
            using var reader = PackageReader.Open(archive, options);
            PackageExtraction.Extract(reader, folder, new ExtractionOptions { Replace = true }, stop);
        }
        catch (ArchiveException exception) when (caches.FindArchive(record) == archive)
        {
            throw new FetchException($"{exception.Message} (`{archive}`)", exception.Hint ?? "remove that file; it will be fetched again", exception);
        }

        PackageCaches.WriteRecord(folder, record);
        return new FetchedPackage(record, folder, archive, WasCached: false);
    }

    private static Digest? Sha256(RepoDataRecord record) => Digest.TryParseHex(record.Sha256, out var digest) ? digest : null;
}
