using Tare.Archives.Packages;
using Tare.Archives.Tar;

namespace Tare.Images.Building;

/// <summary>The whole content of a package's file, for those that have to be changed.</summary>
internal static class RawContent
{
    internal static byte[] ReadAll(PackageReader reader, PackageEntry entry)
    {
        if (entry.Size > Array.MaxLength)
        {
            throw new ImageException($"`{entry.PathText}` of `{reader.Source}` is too large to have the prefix put into it");
        }

        var content = GC.AllocateUninitializedArray<byte>((int)entry.Size);
        reader.OpenContent().ReadExactly(content);
        return content;
    }

    /// <summary>Reads one file in a pass of its own: for hard links whose first name looks different in the image.</summary>
    internal static byte[] Read(string archive, ReadOnlyMemory<byte> path)
    {
        using var reader = Find(archive, path, out var entry);
        return ReadAll(reader, entry);
    }

    /// <summary>A reader that stands at one file of an archive.</summary>
    internal static PackageReader Open(string archive, ReadOnlyMemory<byte> path) => Find(archive, path, out _);

    private static PackageReader Find(string archive, ReadOnlyMemory<byte> path, out PackageEntry found)
    {
        var reader = PackageReader.Open(archive);
        try
        {
            while (reader.Next() is { } entry)
            {
                if (entry.Kind == TarEntryKind.File && entry.Path.Span.SequenceEqual(path.Span))
                {
                    found = entry;
                    return reader;
                }
            }
        }
        catch
        {
            reader.Dispose();
            throw;
        }

        reader.Dispose();
        throw new ImageException($"`{archive}` has a hard link to `{System.Text.Encoding.UTF8.GetString(path.Span)}`, which it lacks", "the package is damaged or badly built");
    }
}
