using Tare.Conda.Caches;
using Tare.Conda.Prefixes;

namespace Tare.Conda.Cleaning;

/// <summary>Tells the files that conda tools set aside from a user's own files with such a name.</summary>
public static class OwnedFiles
{
    /// <summary>
    /// The originals among these files that an archive's name or a package of the environment around them accounts for, by path. The
    /// records are read only where there is something to look for.
    /// </summary>
    public static IReadOnlySet<string> Among(IReadOnlyCollection<ReplacedFile> files, IReadOnlyCollection<string> prefixes)
    {
        var owned = new HashSet<string>();
        var wanted = new Dictionary<string, HashSet<string>>();
        foreach (var original in files.Select(f => f.Original).OfType<string>())
        {
            if (CacheNames.IsArchive(Path.GetFileName(original)))
            {
                owned.Add(original);
            }
            else if (prefixes.Where(p => original.StartsWith(p + "/", StringComparison.Ordinal)).MaxBy(p => p.Length) is { } prefix)
            {
                (wanted.TryGetValue(prefix, out var set) ? set : wanted[prefix] = []).Add(original[(prefix.Length + 1)..]);
            }
        }

        foreach (var (prefix, relatives) in wanted)
        {
            owned.UnionWith(Recorded(prefix, relatives).Select(r => Path.Join(prefix, r)));
        }

        return owned;
    }

    private static HashSet<string> Recorded(string prefix, HashSet<string> relatives)
    {
        var found = new HashSet<string>();
        var marks = new RecordSearch(relatives);
        foreach (var path in PackageUses.RecordsOf(prefix))
        {
            try
            {
                if (marks.MayName(path))
                {
                    found.UnionWith(PrefixRecordReader.Read(path, PrefixRecordParts.All).Files.Where(relatives.Contains));
                }
            }
            catch (Exception exception) when (exception is CondaException or IOException or UnauthorizedAccessException)
            {
                // A record that cannot be read accounts for nothing: what it may have owned stays.
                continue;
            }
        }

        return found;
    }
}
