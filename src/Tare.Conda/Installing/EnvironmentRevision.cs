using Tare.Conda.Configuration;
using Tare.Conda.Fetching;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Prefixes;
using Tare.Conda.Records;
using Tare.Conda.Solving;
using Tare.Conda.Solving.Planning;

namespace Tare.Conda.Installing;

/// <summary>Goes back to an earlier state of an environment, as its history tells it.</summary>
public static class EnvironmentRevision
{
    /// <summary>
    /// The change from what is installed to a revision. Packages that are no longer there come from the package caches, and those that
    /// are not there either from their channels. What was asked for up to then is what is asked for again. <see cref="InstallException"/> names every one that can no longer be had.
    /// </summary>
    /// <param name="prefix">The environment.</param>
    /// <param name="number">The revision.</param>
    /// <param name="configuration">Says where the package caches are.</param>
    /// <param name="find">Looks for packages in the channels that the history names for them; what it does not find it leaves out.</param>
    public static EnvironmentChange Change(
        CondaPrefix prefix, int number, CondaConfiguration configuration, Func<IReadOnlyList<HistoryPackage>, IReadOnlyList<RepoDataRecord>> find)
    {
        var revisions = History.Read(prefix.HistoryPath);
        var states = History.States(revisions);
        if (number < 0 || number >= states.Count)
        {
            throw new InstallException($"`{prefix.Path}` has no revision {number}", states.Count == 0 ? "its history is empty" : $"its revisions are 0 to {states.Count - 1}");
        }

        var wanted = states[number].Select(HistoryPackage.Parse).DistinctBy(p => p.DistName).ToDictionary(p => p.DistName, StringComparer.Ordinal);
        var installed = InstalledPackages.Of(prefix.Path);
        var stays = installed.Where(r => wanted.ContainsKey(r.DistName)).ToList();
        var missing = wanted.Keys.Except(stays.Select(r => r.DistName), StringComparer.Ordinal).ToList();
        var link = missing.Select(new PackageCaches(configuration.PkgsDirs).FindRecord).OfType<RepoDataRecord>().ToList();
        var absent = missing.Except(link.Select(r => r.DistName), StringComparer.Ordinal).Select(d => wanted[d]).ToList();
        link.AddRange(absent.Count > 0 ? find(absent) : []);
        if (missing.Except(link.Select(r => r.DistName), StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } lost)
        {
            throw new InstallException(
                $"revision {number} needs what neither the package cache nor a channel has: {string.Join(", ", lost)}", "give the channel that has it with -c");
        }

        var final = InstallationOrder.Sort([.. stays, .. link]);
        var coming = link.Select(r => r.Name).ToHashSet(StringComparer.Ordinal);
        return new EnvironmentChange(prefix.Path, [.. installed.Where(r => !stays.Contains(r))], [.. final.Where(r => coming.Contains(r.Name))], final)
        {
            Requested = History.RequestedSpecs([.. revisions.Take(number + 1)]).Where(s => final.Any(r => r.Name == s.Key))
                .ToDictionary(s => s.Key, s => MatchSpec.Parse(s.Value), StringComparer.Ordinal),
        };
    }
}
