using Tare.Conda.Repodata.Indexing;
using Tare.Conda.Repodata.Json;

namespace Tare.Conda.Repodata.Caching;

/// <summary>The index of a list that is a file: mapped where one is there and made from this very list, else made and written.</summary>
internal static class IndexFile
{
    /// <summary>The index of <paramref name="list"/>; <paramref name="path"/> null keeps none.</summary>
    /// <exception cref="RepodataException">The list is no package list.</exception>
    public static RepodataIndex Open(string list, string? path, (string Url, bool TarBz2Only) origin, RepodataText text)
    {
        var source = SourceStamp.Of(list);
        if (path is not null && IndexBytes.TryMap(path) is { } bytes)
        {
            if (RepodataIndex.TryOpen(bytes) is { } known && known.Source == source)
            {
                return known;
            }

            bytes.Dispose();
        }

        var index = RepodataReader.Read(text, origin.Url, new RepodataReadOptions(origin.TarBz2Only, source));
        if (path is not null)
        {
            TryWrite(index, path);
        }

        return index;
    }

    // Not flushed to the disk: a file that a power cut leaves behind fails its sum and is made anew. A cache that cannot be written is
    // no reason to fail.
    private static void TryWrite(RepodataIndex index, string path)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (var handle = File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                RandomAccess.Write(handle, index.Bytes, 0);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            try
            {
                File.Delete(temporary);
            }
            catch (Exception second) when (second is IOException or UnauthorizedAccessException)
            {
                // Nothing was made, so nothing is left.
            }
        }
    }
}
