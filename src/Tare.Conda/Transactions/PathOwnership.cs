using Tare.Conda.Linking;
using Tare.Conda.Prefixes;

namespace Tare.Conda.Transactions;

/// <summary>
/// Who puts a path in, where several packages of a change bring it: the last in the order of installation, as with conda, whose
/// later packages write over earlier ones, and put a folder where there was a file, or a file in the place of a folder.
/// </summary>
public sealed class PathOwnership
{
    private readonly Dictionary<string, int> _owners = new(StringComparer.Ordinal);
    private readonly HashSet<string> _links = new(StringComparer.Ordinal);
    private readonly HashSet<string> _lostFiles = new(StringComparer.Ordinal);
    private readonly HashSet<string> _lostFolders = new(StringComparer.Ordinal);

    private PathOwnership(List<PathClash> clashes) => Clashes = clashes;

    /// <summary>The paths that two packages bring.</summary>
    public IReadOnlyList<PathClash> Clashes { get; }

    /// <summary>Decides for the plans of the packages, in the order of installation.</summary>
    public static PathOwnership Decide(IReadOnlyList<(string Name, PackageLinkPlan Plan)> packages)
    {
        var clashes = new List<PathClash>();
        var ownership = new PathOwnership(clashes);
        ownership._owners.EnsureCapacity(packages.Sum(p => p.Plan.Items.Count));
        for (var i = 0; i < packages.Count; i++)
        {
            foreach (var item in packages[i].Plan.Items)
            {
                if (item.Kind != LinkKind.Folder && ownership._owners.TryGetValue(item.Target, out var earlier))
                {
                    clashes.Add(new PathClash(item.Target, packages[earlier].Name, packages[i].Name));
                }

                if (item.Kind != LinkKind.Folder)
                {
                    ownership._owners[item.Target] = i;
                }

                if (item.Kind == LinkKind.SymbolicLink)
                {
                    ownership._links.Add(item.Target);
                }
            }
        }

        ownership.DecideFolders(packages, clashes);
        return ownership;
    }

    /// <summary>Nobody puts the path in: where it would be, a later package has a file, or needs a folder.</summary>
    public bool IsLost(PrefixPath path) => (path.Type == PrefixPathType.Directory ? _lostFolders : _lostFiles).Contains(path.Path);

    /// <summary>The paths that the package of a place in the order does not put in.</summary>
    public IReadOnlySet<string> LeftBy(int index, PackageLinkPlan plan) => Clashes.Count == 0
        ? new HashSet<string>()
        : plan.Items.Where(i => i.Kind == LinkKind.Folder ? _lostFolders.Contains(i.Target) : _lostFiles.Contains(i.Target) || _owners[i.Target] != index)
            .Select(i => i.Target).ToHashSet(StringComparer.Ordinal);

    // A file of one package where another has a folder: the later of them stays with all that is its own. Symbolic links are gone through.
    private void DecideFolders(IReadOnlyList<(string Name, PackageLinkPlan Plan)> packages, List<PathClash> clashes)
    {
        var files = _owners.GetAlternateLookup<ReadOnlySpan<char>>();
        var told = new HashSet<(string, int, int)>();
        for (var i = 0; i < packages.Count; i++)
        {
            var free = "";
            foreach (var item in packages[i].Plan.Items)
            {
                var folder = item.Kind == LinkKind.Folder ? item.Target.AsSpan() : Parent(item.Target);
                if (folder.SequenceEqual(free))
                {
                    continue;
                }

                var clash = false;
                for (var rest = folder; rest.Length > 0; rest = Parent(rest))
                {
                    if (files.TryGetValue(rest, out var owner) && owner != i && !_links.Contains(rest.ToString()))
                    {
                        clash = true;
                        Lose(rest.ToString(), item, owner < i);
                        if (told.Add((rest.ToString(), owner, i)))
                        {
                            clashes.Add(new PathClash(rest.ToString(), packages[Math.Min(owner, i)].Name, packages[Math.Max(owner, i)].Name));
                        }
                    }
                }

                // Paths of one folder follow each other.
                free = clash ? free : folder.ToString();
            }
        }
    }

    private void Lose(string file, LinkItem item, bool fileGoes)
    {
        var lost = !fileGoes && item.Kind == LinkKind.Folder ? _lostFolders : _lostFiles;
        lost.Add(fileGoes ? file : item.Target);
    }

    private static ReadOnlySpan<char> Parent(ReadOnlySpan<char> path) => path[..Math.Max(0, path.LastIndexOf('/'))];
}
