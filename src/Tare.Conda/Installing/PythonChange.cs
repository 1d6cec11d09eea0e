using Tare.Conda.Linking;
using Tare.Conda.Prefixes;
using Tare.Conda.Records;
using Tare.Conda.Solving.Planning;

namespace Tare.Conda.Installing;

/// <summary>What another Python in an environment means for the packages that stay.</summary>
public static class PythonChange
{
    /// <summary>The Python after a change, or null.</summary>
    public static PythonTarget? TargetOf(EnvironmentChange change, IReadOnlyList<PrefixRecord> installed)
    {
        var linked = change.Link.FirstOrDefault(r => r.Name == "python");
        if (linked is not null)
        {
            return PythonTarget.From(linked.Version, linked.PythonSitePackagesPath);
        }

        return change.Unlink.Any(r => r.Name == "python") ? null : TargetOf(installed);
    }

    /// <summary>The Python of an environment, or null.</summary>
    public static PythonTarget? TargetOf(IEnumerable<PrefixRecord> installed) =>
        installed.FirstOrDefault(r => r.Name == "python") is { } python ? PythonTarget.From(python.Version, python.PythonSitePackagesPath) : null;

    /// <summary>The change in which noarch Python packages that stay are linked again, where modules have to lie elsewhere from now on.</summary>
    public static EnvironmentChange WithNoarchLinkedAgain(EnvironmentChange change, IReadOnlyList<PrefixRecord> installed)
    {
        var before = TargetOf(installed);
        var after = TargetOf(change, installed);
        if (before is null || after is null || before == after)
        {
            return change;
        }

        var changing = change.Unlink.Concat(change.Link).Select(r => r.Name).ToHashSet(StringComparer.Ordinal);
        var again = change.Final.Where(r => r.NoArch == "python" && !changing.Contains(r.Name)).ToList();
        var link = change.Link.Concat(again).Select(r => r.Name).ToHashSet(StringComparer.Ordinal);
        return again.Count == 0 ? change
            : change with { Unlink = [.. again.AsEnumerable<RepoDataRecord>().Reverse(), .. change.Unlink], Link = [.. change.Final.Where(r => link.Contains(r.Name))] };
    }
}
