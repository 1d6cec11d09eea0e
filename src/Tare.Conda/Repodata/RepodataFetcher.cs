using System.Net;
using Tare.Archives;
using Tare.Archives.Compression;
using Tare.Conda.Repodata.Caching;
using Tare.Conda.Repodata.Mirrors;
using Tare.Http;
using Tare.Primitives;
using Tare.Primitives.Hashing;

namespace Tare.Conda.Repodata;

/// <summary>Brings the list of a subdir from its channel's server, or from the mirrors of it, into the cache that conda shares.</summary>
internal sealed class RepodataFetcher(RepodataOptions options)
{
    private const string Zstandard = ".zst";
    private const string Bzip2 = ".bz2";

    private readonly MirrorReader _mirrors = new(options);

    /// <summary>The cached list is current. The place that sent it just now; null where it was in the cache already; false where no place has one.</summary>
    /// <exception cref="RepodataException">The list cannot be kept, or may not be fetched.</exception>
    public (bool IsThere, Uri? Place) Fetch(RepodataLocation location, CacheFiles? files, CancellationToken stop)
    {
        if (files is null)
        {
            throw new RepodataException(location.Url, "cannot be kept: there is no package cache that can be written", "set pkgs_dirs to a folder of yours");
        }

        var now = options.Clock.GetUtcNow();
        var isThere = File.Exists(files.List);
        var state = isThere ? CacheState.Read(files.State, files.List) : CacheState.Empty();
        if (isThere && (options.Offline || options.UseIndexCache || state.IsFresh(now, options.TimeToLive)))
        {
            return (true, null);
        }

        if (options.Offline)
        {
            throw new RepodataException(location.Url, "is not in the cache, and the network may not be used", "run once without --offline");
        }

        Directory.CreateDirectory(files.Folder);
        return FetchInto(location, files, state, stop) is { } answer ? (true, answer.Place) : (false, null);
    }

    /// <summary>The list in the cache is none, wherever it came from: it is forgotten.</summary>
    public static void Forget(CacheFiles files)
    {
        File.Delete(files.List);
        File.Delete(files.State);
    }

    /// <summary>The place sent what is no package list, and another one is asked.</summary>
    public void Blame(Uri place, RepodataException failure) =>
        _mirrors.Blame(place, new RepodataException(UrlSecrets.Hide(place), failure.Problem, failure.Hint, failure));

    private Answer? FetchInto(RepodataLocation location, CacheFiles files, CacheState state, CancellationToken stop)
    {
        var now = options.Clock.GetUtcNow();
        foreach (var form in (string[])[.. state.Has("zst", now) == false ? [] : (string[])[Zstandard], "", Bzip2])
        {
            try
            {
                if (Ask(location, form) is { } answer)
                {
                    state.Describe("zst", form == Zstandard, now);
                    state.Write(files.State, files.List, now);
                    return answer;
                }
            }
            catch (HttpException exception) when (form.Length > 0 && (exception.Status is HttpStatusCode.Forbidden || location.FolderUrls.Count > 1))
            {
                // Some servers forbid what they do not have; of several mirrors, one without the packed form may have the plain one.
            }
        }

        return null;

        Answer? Ask(RepodataLocation from, string form) => _mirrors.ReadAsync(from.Places(location.FileName + form), state.Validators, (document, place) =>
        {
            if (document.Content is not { } content)
            {
                return new Answer(null);
            }

            Unpack(content, files.List, UrlSecrets.Hide(place), options.LargestList);
            state.Describe($"{location.ChannelUrl}/{location.Subdir}", document);
            return new Answer(place);
        }, stop).GetAwaiter().GetResult();
    }

    /// <summary>Writes the unpacked list; it is at its path only when it is whole.</summary>
    /// <exception cref="RepodataException">The bytes cannot be unpacked, or not to so few bytes.</exception>
    public static void Unpack(Stream source, string target, string origin, long largest)
    {
        var temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var unpacked = Decompression.Open(source, origin))
            using (var limited = new LimitedStream(unpacked, largest, () => new RepodataException(origin, $"is larger than {largest} bytes")))
            using (var file = File.Create(temporary, 1 << 16))
            {
                limited.CopyTo(file, 1 << 18);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch (ArchiveException exception)
        {
            throw new RepodataException(origin, $"cannot be unpacked: {exception.Message}", "fetch it again; a proxy may have cut it short", exception);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    // Place is null where the cached list is the one that the server has.
    private sealed record Answer(Uri? Place);
}
