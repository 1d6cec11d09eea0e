using System.Net;
using Tare.Conda.Fetching;
using Tare.Conda.Records;
using Tare.Conda.Repodata;
using Tare.Conda.Repodata.Caching;
using Tare.Conda.Repodata.Exports;
using Tare.Conda.Repodata.Json;
using Tare.Conda.Repodata.Shards;
using Tare.Http;
using Tare.Primitives;

namespace Tare.Conda.Searching;

/// <summary>
/// Finds out what packages export to those that are built with them. All places say the same (CEP 12), so the cheapest comes first: the
/// record, the unpacked package in a cache, the shards of few names, the channel's <c>run_exports.json</c>.
/// </summary>
public sealed class RunExportsSearch(RepodataOptions options, PackageCaches caches)
{
    private const int FewNames = 32;
    private const long LargestFile = 4 << 20;
    private const string Form = "run_exports";

    /// <summary>Told of a channel whose run exports cannot be had; its packages then stay without.</summary>
    public Action<TareException>? Failed { get; init; }

    /// <summary>The records, in their order, each with its run exports where some place knows them.</summary>
    /// <param name="records">Packages of these lists.</param>
    /// <param name="locations">The lists that they were found in.</param>
    /// <param name="stop">Ends the wait.</param>
    public IReadOnlyList<RepoDataRecord> Complete(IReadOnlyList<RepoDataRecord> records, IReadOnlyList<RepodataLocation> locations, CancellationToken stop = default)
    {
        var known = new Dictionary<RepoDataRecord, RunExports>();
        foreach (var record in records)
        {
            if ((RunExports.Of(record) ?? InPackage(record)) is { } exports)
            {
                known[record] = exports;
            }
        }

        foreach (var location in locations)
        {
            List<RepoDataRecord> Left() => [.. records.Where(r => r.Channel == location.ChannelUrl && r.Subdir == location.Subdir && !known.ContainsKey(r))];
            Try(() => FromShards(location, Left(), known, stop));
            Try(() => FromList(location, Left(), known, stop));
        }

        return [.. records.Select(r => known.TryGetValue(r, out var exports) ? exports.AddTo(r) : r)];
    }

    private void Try(Action find)
    {
        try
        {
            find();
        }
        catch (TareException exception)
        {
            Failed?.Invoke(exception);
        }
    }

    // Builders of packages leave the file out where a package exports nothing; the first of them wrote YAML.
    private RunExports? InPackage(RepoDataRecord record)
    {
        if (caches.FindExtracted(record) is not { } package)
        {
            return null;
        }

        var file = new FileInfo(Path.Join(package.Folder, "info", RunExports.FileName));
        try
        {
            return !file.Exists ? File.Exists(Path.ChangeExtension(file.FullName, ".yaml")) ? null : RunExports.None
                : file.Length <= LargestFile ? RunExports.Parse(File.ReadAllBytes(file.FullName)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The channel may know.
            return null;
        }
    }

    private void FromShards(RepodataLocation location, List<RepoDataRecord> records, Dictionary<RepoDataRecord, RunExports> known, CancellationToken stop)
    {
        var names = records.Select(r => r.Name).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count is 0 or > FewNames || ShardedChannel.Open(location, options, stop) is not { } channel)
        {
            return;
        }

        foreach (var name in names)
        {
            if (channel.GetAsync(name, stop).GetAwaiter().GetResult() is { } shard)
            {
                channel.Add(name, shard);
            }
        }

        using var list = channel.ToRepodata(options.TarBz2Only);
        var wanted = records.ToHashSet();
        foreach (var record in list.Records)
        {
            if (wanted.Contains(record) && RunExports.Of(record) is { } exports)
            {
                known[record] = exports;
            }
        }
    }

    private void FromList(RepodataLocation location, List<RepoDataRecord> records, Dictionary<RepoDataRecord, RunExports> known, CancellationToken stop)
    {
        if (records.Count == 0 || Read(location with { FileName = RunExports.FileName }, [.. records.Select(r => r.FileName)], stop) is not { } found)
        {
            return;
        }

        foreach (var record in records)
        {
            if (found.TryGetValue(record.FileName, out var exports))
            {
                known[record] = exports;
            }
        }
    }

    // That a channel has no such list is remembered as long as that it has no shards.
    private IReadOnlyDictionary<string, RunExports>? Read(RepodataLocation location, HashSet<string> fileNames, CancellationToken stop)
    {
        var files = options.CacheFolder is null ? null : CacheFiles.Of(options.CacheFolder, location, tarBz2Only: false);
        var isServed = location.LocalFolder is null;
        var now = options.Clock.GetUtcNow();
        if (isServed && (files is null || (!File.Exists(files.List) && (options.Offline || CacheState.Read(files.State).Has(Form, now) == false))))
        {
            return null;
        }

        var found = Read(location, files, fileNames, stop);
        if (isServed && found is null)
        {
            var state = CacheState.Empty();
            state.Describe(Form, has: false, now);
            state.Write(files!.State);
        }

        return found;
    }

    // Some servers forbid what they do not have.
    private IReadOnlyDictionary<string, RunExports>? Read(RepodataLocation location, CacheFiles? files, HashSet<string> fileNames, CancellationToken stop)
    {
        try
        {
            return new ListSource(options).Read((location, files), path =>
            {
                using var text = RepodataText.OfFile(path);
                return RunExportsReader.Read(text, location, fileNames);
            }, stop);
        }
        catch (HttpException exception) when (exception.Status is HttpStatusCode.Forbidden)
        {
            return null;
        }
    }
}
