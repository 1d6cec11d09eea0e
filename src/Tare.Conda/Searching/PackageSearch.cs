using System.Text;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Records;
using Tare.Conda.Repodata;
using Tare.Conda.Versions;
using Tare.Primitives;

namespace Tare.Conda.Searching;

/// <summary>Questions about the packages of channels: which there are, and which of them need another. Whole records are read of answers only.</summary>
/// <param name="lists">The lists to look into: channels in their order, each with its subdirs.</param>
public sealed class PackageSearch(IReadOnlyList<ChannelRepodata> lists)
{
    /// <summary>The packages that a spec asks for: by name, version and build, oldest first; of equal ones the first channel's first.</summary>
    public IReadOnlyList<RepoDataRecord> Find(MatchSpec spec)
    {
        var found = new List<RepoDataRecord>();
        foreach (var list in lists)
        {
            found.AddRange(Names(list, spec).SelectMany(list.RecordsOf).Where(spec.Matches));
        }

        return Sorted(found);
    }

    /// <summary>
    /// The packages that depend on what a spec asks for: on the name, and where the spec says more than a name, on one of the packages
    /// that it finds.
    /// </summary>
    public IReadOnlyList<RepoDataRecord> FindDependents(MatchSpec spec)
    {
        var wanted = spec.IsNameOnly ? null : Find(spec);
        var found = new List<RepoDataRecord>();
        foreach (var list in lists)
        {
            var specs = DependenciesOn(list, spec.Name, wanted);
            for (var row = 0; specs.Count > 0 && row < list.Count; row++)
            {
                foreach (var dependency in list.Index.List(list.Index.Rows[row].Depends))
                {
                    if (specs.Contains(dependency))
                    {
                        found.Add(list.ReadRecord(row));
                        break;
                    }
                }
            }
        }

        return Sorted(found);
    }

    /// <summary>The package that somebody may have meant who wrote a name that no list has; null where none is like it.</summary>
    public string? NearestName(string name) => Spelling.Nearest(name, lists.SelectMany(l => Enumerable.Range(0, l.Index.NameCount).Select(n => Encoding.UTF8.GetString(l.Index.Name(n)))));

    private static List<string> Names(ChannelRepodata list, MatchSpec spec)
    {
        if (spec.HasExactName)
        {
            return [spec.Name];
        }

        var names = new List<string>();
        for (var number = 0; number < list.Index.NameCount; number++)
        {
            var name = Encoding.UTF8.GetString(list.Index.Name(number));
            if (spec.MatchesName(name))
            {
                names.Add(name);
            }
        }

        return names;
    }

    // The numbers of those dependency texts that name the package. A channel has far fewer of these than packages.
    private static HashSet<int> DependenciesOn(ChannelRepodata list, string name, IReadOnlyList<RepoDataRecord>? wanted)
    {
        var numbers = new HashSet<int>();
        var bytes = Encoding.UTF8.GetBytes(name);
        for (var number = 0; number < list.Index.SpecCount; number++)
        {
            // The name stands at the beginning, or behind a channel and two colons.
            var text = list.Index.Spec(number);
            if (text.IndexOf(bytes) >= 0 && MatchSpec.TryParse(Encoding.UTF8.GetString(text), null, out var spec, out _) && spec.Name == name
                && (wanted is null || wanted.Any(spec.Matches)))
            {
                numbers.Add(number);
            }
        }

        return numbers;
    }

    private static List<RepoDataRecord> Sorted(List<RepoDataRecord> records) =>
        [.. records.Select(r => (Record: r, Version: CondaVersion.TryParse(r.Version, out var version) ? version : default))
            .OrderBy(r => r.Record.Name, StringComparer.Ordinal)
            .ThenBy(r => r.Version)
            .ThenBy(r => r.Record.BuildNumber)
            .ThenBy(r => r.Record.Build, StringComparer.Ordinal)
            .Select(r => r.Record)];
}
