using Tare.Cli.Commands.Changes;
using Tare.Conda.Checking;
using Tare.Conda.Fetching;
using Tare.Conda.Installing;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Prefixes;
using Tare.Conda.Records;
using Tare.Conda.Solving;
using Tare.Conda.Solving.Planning;
using Tare.Primitives;

namespace Tare.Cli.Commands.Doctor;

/// <summary>Makes an environment what its records say, and its records what its packages are.</summary>
/// <param name="prefix">The environment.</param>
/// <param name="invocation">The command.</param>
/// <param name="changer">Carries changes out.</param>
/// <param name="options">How.</param>
internal sealed class HealthRepairs(CondaPrefix prefix, CondaInvocation invocation, EnvironmentChanger changer, InstallOptions options)
{
    private readonly PackageCaches _caches = new(invocation.Configuration.PkgsDirs);

    /// <summary>Mends what <paramref name="check"/> finds; it is asked again whenever a step has settled more than its own.</summary>
    internal void Run(Func<IReadOnlyList<HealthProblem>> check, CancellationToken stop)
    {
        changer.Recover(prefix.Path, stop);
        if (invocation.DryRun)
        {
            return;
        }

        var problems = check();
        EnvironmentRepair.RemoveStaleRecords(prefix, problems);
        EnvironmentRepair.TidySurroundings(prefix, problems, invocation.Configuration);
        DamagedRecords.RemoveSuperseded(prefix, problems);
        if (RestoreRecords(problems, stop))
        {
            problems = check();
        }

        InstallMissing(problems, stop);
        Reinstall(problems, stop);
    }

    // The package is installed over what is there, which makes its record anew.
    private bool RestoreRecords(IReadOnlyList<HealthProblem> problems, CancellationToken stop)
    {
        var lost = DamagedRecords.Lost(prefix, problems);
        var cached = lost.Select(p => _caches.FindRecord(p.DistName)).OfType<RepoDataRecord>().ToList();
        var records = cached.Concat(Find([.. lost.Where(p => !cached.Exists(r => r.Name == p.Name))], stop)).ToList();
        if (records.Count == 0)
        {
            return false;
        }

        Install([], records, stop);
        return true;
    }

    // A channel that cannot be asked keeps nothing else from being mended.
    private IReadOnlyList<RepoDataRecord> Find(IReadOnlyList<HistoryPackage> packages, CancellationToken stop)
    {
        try
        {
            return packages.Count == 0 ? [] : changer.Find(packages, stop);
        }
        catch (TareException exception)
        {
            changer.Warn($"{string.Join(", ", packages.Select(p => p.Name))} cannot be looked for: {exception.Message}");
            return [];
        }
    }

    private void InstallMissing(IReadOnlyList<HealthProblem> problems, CancellationToken stop)
    {
        if (EnvironmentRepair.MissingDependencies(problems) is { Count: > 0 } missing)
        {
            var plan = new PlanOptions { Prefix = prefix.Path, Channels = invocation.Channels, OverrideChannels = invocation.OverrideChannels, Add = missing, Update = UpdateModifier.UpdateSpecs };
            changer.Install(changer.Solve(plan, stop) with { Requested = new Dictionary<string, MatchSpec>() }, options, stop);
        }
    }

    private void Reinstall(IReadOnlyList<HealthProblem> problems, CancellationToken stop)
    {
        var damaged = EnvironmentRepair.DamagedPackages(prefix, problems);
        if (damaged.Count > 0)
        {
            // A hard link that was written through has altered the cache too.
            _caches.Forget(damaged);
            Install(damaged, damaged, stop);
        }
    }

    private void Install(IReadOnlyList<RepoDataRecord> unlink, IReadOnlyList<RepoDataRecord> link, CancellationToken stop)
    {
        var names = link.Select(r => r.Name).ToHashSet(StringComparer.Ordinal);
        var requested = History.RequestedSpecs(History.Read(prefix.HistoryPath)).Where(s => names.Contains(s.Key));
        var final = InstallationOrder.Sort(InstalledPackages.Of(prefix.Path).Where(r => !names.Contains(r.Name)).Concat(link));
        changer.Install(
            new EnvironmentChange(prefix.Path, unlink, [.. final.Where(r => names.Contains(r.Name))], final)
            {
                Requested = requested.ToDictionary(s => s.Key, s => MatchSpec.Parse(s.Value), StringComparer.Ordinal),
            },
            options,
            stop);
    }
}
