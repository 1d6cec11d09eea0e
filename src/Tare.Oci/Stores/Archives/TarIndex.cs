using Tare.Archives.Tar;

namespace Tare.Oci.Stores.Archives;

/// <summary>
/// The entries of a tar file by path, so that they can be read in any order from where they lie. Links inside the archive are
/// followed; nothing outside it is ever looked at.
/// </summary>
internal sealed class TarIndex
{
    // An archive of an image has a few entries for each layer.
    private const int MostEntries = 1_000_000;
    private const int MostLinks = 16;
    private readonly Dictionary<string, TarItem> _items = new(StringComparer.Ordinal);

    /// <summary>Reads the headers of a tar; the content is passed over.</summary>
    internal static TarIndex Read(Stream tar, string source)
    {
        var index = new TarIndex();
        using var reader = new TarReader(tar, new TarReaderOptions { Source = source, LeaveOpen = true, MaximumEntries = MostEntries });
        while (reader.Next() is { } entry)
        {
            if (Normal(entry.PathText, "") is not { } path)
            {
                continue;
            }

            // As when unpacking: a later entry replaces an earlier one of the same name.
            index._items[path] = entry.Kind switch
            {
                TarEntryKind.HardLink => new TarItem(0, 0, Normal(entry.LinkTargetText, "") ?? ""),
                TarEntryKind.SymbolicLink => new TarItem(0, 0, Normal(entry.LinkTargetText, Folder(path)) ?? ""),
                _ => new TarItem(entry.ContentOffset, entry.Size, null),
            };
        }

        return index;
    }

    /// <summary>The content of a path, links followed; null where there is none.</summary>
    internal TarItem? Find(string path)
    {
        var at = Normal(path, "");
        for (var hop = 0; hop < MostLinks && at is not null && _items.TryGetValue(at, out var item); hop++)
        {
            if (item.Link is null)
            {
                return item;
            }

            at = item.Link;
        }

        return null;
    }

    // `./a//b/../c` below a folder; null when it leads out of the archive or names its top.
    private static string? Normal(string path, string folder)
    {
        var parts = new List<string>();
        var whole = path.StartsWith('/') || folder.Length == 0 ? path : $"{folder}/{path}";
        foreach (var part in whole.Split('/'))
        {
            switch (part)
            {
                case "" or ".":
                    break;
                case ".." when parts.Count == 0:
                    return null;
                case "..":
                    parts.RemoveAt(parts.Count - 1);
                    break;
                default:
                    parts.Add(part);
                    break;
            }
        }

        return parts.Count == 0 ? null : string.Join('/', parts);
    }

    private static string Folder(string path) => path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : "";
}
