using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Tare.Archives;
using Tare.Archives.Packages;
using Tare.Conda.Records;
using Tare.Http.Downloads;
using Tare.Primitives;
using Tare.Primitives.Files;
using Tare.Primitives.Posix;

namespace Tare.Conda.Fetching;

/// <summary>
/// Brings packages into the cache: a few downloads at a time, each verified while it comes, and beside them as many unpackers as
/// the machine has processors. What lies in the cache already is not touched.
/// </summary>
public sealed class PackageFetcher(PackageCaches caches, Func<Downloader> downloader, FetchProgress? progress = null)
{
    private const int Downloads = 5;

    /// <summary>Fetches and unpacks; the answer has the packages in the order they were asked for.</summary>
    public async Task<IReadOnlyList<FetchedPackage>> FetchAsync(IReadOnlyList<PackageToFetch> packages, CancellationToken stop)
    {
        var fetched = new FetchedPackage?[packages.Count];
        if (Enumerable.Range(0, packages.Count).All(i => (fetched[i] = Extracted(packages[i])) is not null))
        {
            return fetched!;
        }

        // Whoever waits here finds what the other has unpacked meanwhile.
        using var guard = ChangeLock.Take(caches.Writable, stop);
        var archives = Channel.CreateBounded<(int Index, Archive Archive)>(Downloads * 2);
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var unpackers = Enumerable.Range(0, Environment.ProcessorCount)
            .Select(_ => Task.Factory.StartNew(() => UnpackAll(packages, archives.Reader, fetched, failed), stop, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            .ToArray();
        try
        {
            var missing = Enumerable.Range(0, packages.Count).Where(i => (fetched[i] = Extracted(packages[i])) is null);
            var options = new ParallelOptions { MaxDegreeOfParallelism = Downloads, CancellationToken = failed.Token };
            await Parallel.ForEachAsync(missing.ToArray(), options, async (index, token) =>
                await archives.Writer.WriteAsync((index, await ArchiveAsync(packages[index], token)), token));
            archives.Writer.Complete();
        }
        catch (Exception exception)
        {
            archives.Writer.TryComplete();
            await failed.CancelAsync();

            // An unpacker that failed stopped the downloads; its error is the one to tell.
            var cause = await SettleAsync(unpackers) is { } other && exception is OperationCanceledException ? other : exception;
            MakeRoom(packages, cause);
            ExceptionDispatchInfo.Throw(cause);
        }

        if (await SettleAsync(unpackers) is { } failure)
        {
            MakeRoom(packages, failure);
            ExceptionDispatchInfo.Throw(failure);
        }

        stop.ThrowIfCancellationRequested();
        return fetched!;
    }

    // Waits for all, and gives what went wrong first; that others were stopped because of it is no error of theirs.
    private static async Task<Exception?> SettleAsync(Task[] tasks)
    {
        await Task.WhenAll(tasks).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return tasks.Select(t => t.Exception?.InnerException).FirstOrDefault(e => e is not null and not OperationCanceledException);
    }

    // Parts of downloads wait for the next attempt, unless the disk is full of them.
    private void MakeRoom(IReadOnlyList<PackageToFetch> packages, Exception cause)
    {
        if (PosixException.IsDiskFull(cause))
        {
            foreach (var package in packages)
            {
                File.Delete(Path.Join(caches.Writable, package.Record.FileName + DownloadRequest.PartialSuffix));
            }
        }
    }

    private FetchedPackage? Extracted(PackageToFetch package) => caches.FindExtracted(package.Record) is not { } found ? null
        : package.IsIncomplete ? found with { Record = PackageCaches.Complete(found.Record, found.Folder) } : found;

    private async Task<Archive> ArchiveAsync(PackageToFetch package, CancellationToken stop)
    {
        if (caches.FindArchive(package.Record) is { } cached)
        {
            return new Archive(cached, IsVerified: false);
        }

        if (package.Urls.Count == 0)
        {
            throw new FetchException($"nothing says where `{package.Record.FileName}` can be had");
        }

        var result = await downloader().DownloadAsync(Request(package), stop);
        caches.Remember(package.Record);
        return new Archive(result.Path, IsVerified: true);
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

    private void UnpackAll(IReadOnlyList<PackageToFetch> packages, ChannelReader<(int Index, Archive Archive)> archives, FetchedPackage?[] fetched, CancellationTokenSource failed)
    {
        try
        {
            while (archives.WaitToReadAsync(failed.Token).AsTask().GetAwaiter().GetResult())
            {
                while (archives.TryRead(out var archive))
                {
                    var package = Unpack(packages[archive.Index], archive.Archive, failed.Token);
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

    // An archive that lay in the cache may be damaged; it is fetched again, once.
    private FetchedPackage Unpack(PackageToFetch package, Archive archive, CancellationToken stop)
    {
        try
        {
            return UnpackOnce(package, archive, stop);
        }
        catch (ArchiveException) when (!archive.IsVerified && package.Urls.Count > 0)
        {
            if (archive.Path == Path.Join(caches.Writable, package.Record.FileName))
            {
                File.Delete(archive.Path);
            }

            var result = downloader().DownloadAsync(Request(package), stop).GetAwaiter().GetResult();
            caches.Remember(package.Record);
            return UnpackOnce(package, new Archive(result.Path, IsVerified: true), stop);
        }
        catch (ArchiveException exception) when (!archive.IsVerified)
        {
            throw new FetchException($"{exception.Message} (`{archive.Path}`)", exception.Hint ?? "remove that file", exception);
        }
    }

    // What was hashed while it came is not hashed again.
    private FetchedPackage UnpackOnce(PackageToFetch package, Archive archive, CancellationToken stop)
    {
        var record = package.Record;
        var folder = caches.ExtractedPath(record);
        var sha256 = archive.IsVerified ? null : Sha256(record);
        var options = new PackageReaderOptions
        {
            Sha256 = sha256,
            TakeSha256 = false,
            Md5 = archive.IsVerified || sha256 is not null ? null : record.Md5,
            Size = record.Size,
            Threads = 1,
        };
        using (var reader = PackageReader.Open(archive.Path, options))
        {
            PackageExtraction.Extract(reader, folder, new ExtractionOptions { Replace = true }, stop);
        }

        record = package.IsIncomplete ? PackageCaches.Complete(record, folder) : record;
        PackageCaches.WriteRecord(folder, record);
        return new FetchedPackage(record, folder, archive.Path);
    }

    private static Digest? Sha256(RepoDataRecord record) => Digest.TryParseHex(record.Sha256, out var digest) ? digest : null;

    // An archive on this machine; a verified one has just come and is what was expected.
    private readonly record struct Archive(string Path, bool IsVerified);
}
