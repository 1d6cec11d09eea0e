using Tare.Conda.Configuration;
using Tare.Conda.Fetching;
using Tare.Conda.Prefixes;
using Tare.Conda.Records;
using Tare.Conda.Solving.Planning;

namespace Tare.Conda.Installing;

/// <summary>Goes back to an earlier state of an environment, as its history tells it.</summary>
public static class EnvironmentRevision
{
    /// <summary>
    /// The change from what is installed to a revision. <see cref="InstallException"/> names every package of it that can no longer
    /// be had: the history has their names but not where they came from, so that they are looked for in the package caches.
    /// </summary>
    public static EnvironmentChange Change(CondaPrefix prefix, int number, CondaConfiguration configuration)
    {
        var states = History.States(History.Read(prefix.HistoryPath));
        if (number < 0 || number >= states.Count)
        {
            throw new InstallException($"`{prefix.Path}` has no revision {number}", states.Count == 0 ? "its history is empty" : $"its revisions are 0 to {states.Count - 1}");
        }

        var wanted = states[number].Select(HistoryPackage.Parse).Select(p => $"{p.Name}-{p.Version}-{p.Build}").ToHashSet(StringComparer.Ordinal);
        var installed = InstalledPackages.Of(prefix.Path);
        var stays = installed.Where(r => wanted.Contains(Dist(r))).ToList();
        var missing = wanted.Except(stays.Select(Dist), StringComparer.Ordinal).ToList();
        var cached = missing.Select(d => (Dist: d, Record: CachedRecord(configuration, d))).ToList();
        if (cached.Where(c => c.Record is null).Select(c => c.Dist).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } lost)
        {
            throw new InstallException(
                $"revision {number} needs what is no longer in the package cache: {string.Join(", ", lost)}", "install these versions by name; a channel may still have them");
        }

        var link = cached.Select(c => c.Record!).ToList();
        var final = Solving.InstallationOrder.Sort([.. stays, .. link]);
        var coming = link.Select(r => r.Name).ToHashSet(StringComparer.Ordinal);
        return new EnvironmentChange(prefix.Path, [.. installed.Where(r => !stays.Contains(r))], [.. final.Where(r => coming.Contains(r.Name))], final);
    }

    private static string Dist(RepoDataRecord record) => $"{record.Name}-{record.Version}-{record.Build}";

    private static RepoDataRecord? CachedRecord(CondaConfiguration configuration, string dist) =>
        configuration.PkgsDirs.Select(d => PackageCaches.ReadRecord(Path.Join(d, dist))).FirstOrDefault(r => r is not null);
}
