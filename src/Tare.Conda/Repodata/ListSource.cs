using Tare.Conda.Repodata.Caching;

namespace Tare.Conda.Repodata;

/// <summary>Finds the lists that stand beside the packages of a subdir: in a folder, at the channel's servers, and in the cache that conda shares.</summary>
internal sealed class ListSource(RepodataOptions options)
{
    /// <summary>What <paramref name="read"/> makes of the file with the list; null where the subdir has no list of that name.</summary>
    /// <param name="list">Which list, and what the cache calls it; null keeps none.</param>
    /// <param name="read">Reads the file; a <see cref="RepodataException"/> of it says that the file is no list, and the next mirror is asked.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="RepodataException">The list cannot be had or cannot be read.</exception>
    public T? Read<T>((RepodataLocation Location, CacheFiles? Files) list, Func<string, T> read, CancellationToken stop)
        where T : class =>
        Guard(list.Location, () => list.Location.LocalFolder is { } folder
            ? FindLocal(folder, list.Files, list.Location) is { } path ? read(path) : null
            : ReadServed(list.Location, list.Files, read, stop));

    /// <summary>Raises what the system says of a file as an error that names the list.</summary>
    public static T Guard<T>(RepodataLocation location, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RepodataException(location.Url, $"cannot be read: {exception.Message}", inner: exception);
        }
    }

    // A mirror whose list cannot be read has had its say; so has a cached list that cannot be read any more.
    private T? ReadServed<T>(RepodataLocation location, CacheFiles? files, Func<string, T> read, CancellationToken stop)
        where T : class
    {
        var fetcher = new RepodataFetcher(options);
        for (var left = location; ;)
        {
            var (isThere, place) = fetcher.Fetch(left, files, stop);
            if (!isThere)
            {
                return null;
            }

            try
            {
                return read(files!.List);
            }
            catch (RepodataException exception) when (!options.Offline)
            {
                RepodataFetcher.Forget(files!);
                left = place is null ? left : left.Without(place);
                if (left.FolderUrls.Count == 0)
                {
                    throw;
                }

                if (place is not null)
                {
                    fetcher.Blame(place, exception);
                }
            }
        }
    }

    private string? FindLocal(string folder, CacheFiles? files, RepodataLocation location)
    {
        var plain = Path.Join(folder, location.FileName);
        if (File.Exists(plain))
        {
            return plain;
        }

        foreach (var packed in new[] { plain + ".zst", plain + ".bz2" }.Where(File.Exists))
        {
            var target = files?.List ?? throw new RepodataException(location.Url, "is there only compressed, and there is no cache to unpack it into", "name a package cache that can be written");
            if (!File.Exists(target) || File.GetLastWriteTimeUtc(target) != File.GetLastWriteTimeUtc(packed))
            {
                Directory.CreateDirectory(files.Folder);
                using (var stream = File.OpenRead(packed))
                {
                    RepodataFetcher.Unpack(stream, target, location.Url, options.LargestList);
                }

                File.SetLastWriteTimeUtc(target, File.GetLastWriteTimeUtc(packed));
            }

            return target;
        }

        return null;
    }
}
