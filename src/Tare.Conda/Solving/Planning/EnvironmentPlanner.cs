using Tare.Conda.Channels;
using Tare.Conda.Configuration;
using Tare.Conda.Installing;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Prefixes;
using Tare.Conda.Repodata;
using Tare.Conda.Searching;
using Tare.Conda.VirtualPackages;
using Tare.Http;

namespace Tare.Conda.Solving.Planning;

/// <summary>From what a command asks to what will happen: reads the environment and the channels, solves, compares. Changes nothing but the cache of package lists.</summary>
public sealed class EnvironmentPlanner(CondaConfiguration configuration, Func<HttpStack> http, TimeProvider clock)
{
    /// <summary>Plans a change.</summary>
    /// <exception cref="UnsatisfiableException">The request cannot be fulfilled.</exception>
    /// <exception cref="RepodataException">A package list cannot be had.</exception>
    public EnvironmentChange Plan(PlanOptions options, CancellationToken stop = default)
    {
        var resolver = ConfiguredChannels.Resolver(configuration, options.Subdir);
        var channels = ConfiguredChannels.Select(configuration, resolver, options.Channels, options.OverrideChannels);
        var locations = RepodataLocation.Of(channels, resolver.Settings.Subdirs, resolver);
        var request = Request(options, resolver.Settings.Subdirs[0]);
        var fileNames = ConfiguredRepodata.FileNames(configuration);
        foreach (var name in fileNames.SkipLast(1))
        {
            try
            {
                return Plan(options, request, ([.. locations.Select(l => l with { FileName = name })], resolver), stop);
            }
            catch (Exception exception) when (exception is UnsatisfiableException or PackagesNotFoundException)
            {
                // Lists of another name may have more.
            }
        }

        return Plan(options, request, ([.. locations.Select(l => l with { FileName = fileNames[^1] })], resolver), stop);
    }

    private EnvironmentChange Plan(PlanOptions options, SolveRequest request, (IReadOnlyList<RepodataLocation> Lists, ChannelResolver Resolver) channels, CancellationToken stop)
    {
        var repodataOptions = ConfiguredRepodata.Options(configuration, http, clock);
        var gateway = new RepodataGateway(repodataOptions with { UseIndexCache = options.UseIndexCache || repodataOptions.UseIndexCache });
        var repodata = NamesOf(request) is { } names ? gateway.Load(channels.Lists, names, stop) : gateway.Load(channels.Lists, stop);
        try
        {
            var solver = new EnvironmentSolver(repodata, channels.Resolver);
            var result = (options.TriesFrozen && options.Update is null && request.Installed.Count > 0
                ? solver.TrySolve(request with { Update = UpdateModifier.FreezeInstalled }, stop)
                : null) ?? Solve(solver, request, (channels.Lists, repodata), stop);
            var change = EnvironmentChange.Between(
                options.Prefix, request.Installed, result, options.ForceReinstall ? options.Add.Select(s => s.Name).ToHashSet(StringComparer.Ordinal) : null);
            DisallowedPackageException.ThrowFor(change.Link, [.. configuration.Texts("disallowed_packages").Select(t => MatchSpec.Parse(t))]);
            return change;
        }
        finally
        {
            foreach (var list in repodata)
            {
                list.Dispose();
            }
        }
    }

    // Names that no channel knows are no conflict to be explained; all of them are told at once.
    private static SolveResult Solve(
        EnvironmentSolver solver, SolveRequest request, (IReadOnlyList<RepodataLocation> Lists, IReadOnlyList<ChannelRepodata> Loaded) channels, CancellationToken stop)
    {
        try
        {
            return solver.Solve(request, stop);
        }
        catch (UnsatisfiableException)
        {
            var search = new PackageSearch(channels.Loaded);
            var missing = request.Add.Where(s => s.HasExactName && !request.VirtualPackages.Any(s.Matches) && !request.Installed.Any(s.Matches) && search.Find(s).Count == 0).ToList();
            if (missing.Any(s => s.IsNameOnly || search.Find(MatchSpec.Create(new MatchSpecFields { Name = s.Name })).Count == 0))
            {
                throw PackagesNotFoundException.InChannels(missing, channels.Lists, channels.Loaded);
            }

            throw;
        }
    }

    // Every name that the solver may ask for first; null where a spec could be of any name, which takes the whole lists. Features of old
    // channels lead to packages that nothing depends on.
    private static HashSet<string>? NamesOf(SolveRequest request)
    {
        var specs = request.Add.Concat(request.Remove).Concat(request.History).Concat(request.Pins).ToList();
        return specs.All(s => s.HasExactName) && request.TrackFeatures.Count == 0
            ? specs.Select(s => s.Name).Concat(request.Installed.Select(r => r.Name)).Concat(request.AggressiveUpdates).Concat(request.AddPip ? ["pip"] : []).ToHashSet(StringComparer.Ordinal)
            : null;
    }

    private SolveRequest Request(PlanOptions options, string subdir)
    {
        var prefix = new CondaPrefix(options.Prefix);
        var isThere = prefix.IsEnvironment && !options.IgnoreInstalled;
        var pins = configuration.Texts("pinned_packages").Concat(isThere ? prefix.Pinned() : []);
        var detect = new VirtualPackageOptions
        {
            Subdir = subdir,
            Variables = configuration.Host.Variables,
            Configured = configuration.Map("override_virtual_packages"),
            Known = options.VirtualPackages,
        };
        return new SolveRequest
        {
            Add = options.Add,
            Remove = options.Remove,
            Installed = isThere ? InstalledPackages.Of(prefix.Path) : [],
            History = isThere ? [.. History.RequestedSpecs(History.Read(prefix.HistoryPath)).Values.Select(s => MatchSpec.Parse(s))] : [],
            Pins = options.IgnorePins || configuration.Flag("ignore_pinned") ? [] : [.. pins.Select(p => MatchSpec.Parse(p))],
            VirtualPackages = [.. VirtualPackageDetector.Detect(detect).Select(v => v.ToRecord(subdir))],
            Update = options.Update ?? (options.TriesFrozen ? UpdateModifier.UpdateSpecs : UpdateOf(configuration.Text("update_modifier"))),
            Dependencies = options.Dependencies ?? DependenciesOf(configuration.Text("deps_modifier")),
            Prune = options.Prune,
            ForceRemove = options.ForceRemove,
            ChannelPriority = options.ChannelPriority ?? PriorityOf(configuration.ChannelPriority),
            ExcludeNewer = Cooldown.Parse("exclude_newer", configuration.Text("exclude_newer"), clock.GetUtcNow()),
            ExcludeNewerPackages = configuration.Map("exclude_newer_package")
                .ToDictionary(p => p.Key, p => Cooldown.Parse($"exclude_newer_package.{p.Key}", p.Value, clock.GetUtcNow()), StringComparer.Ordinal),
            AggressiveUpdates = configuration.Texts("aggressive_update_packages"),
            AddPip = configuration.Flag("add_pip_as_python_dependency"),
            TrackFeatures = configuration.Texts("track_features"),
        };
    }

    // `specs_satisfied_skip_solve` matters before anything is solved.
    private static UpdateModifier UpdateOf(string text) => text switch
    {
        "freeze_installed" => UpdateModifier.FreezeInstalled,
        "update_deps" => UpdateModifier.UpdateDeps,
        "update_all" => UpdateModifier.UpdateAll,
        _ => UpdateModifier.UpdateSpecs,
    };

    private static DependencyModifier DependenciesOf(string text) => text switch
    {
        "no_deps" => DependencyModifier.NoDeps,
        "only_deps" => DependencyModifier.OnlyDeps,
        _ => DependencyModifier.All,
    };

    private static ChannelPriority PriorityOf(string text) => text switch
    {
        "strict" => Solving.ChannelPriority.Strict,
        "disabled" => Solving.ChannelPriority.Disabled,
        _ => Solving.ChannelPriority.Flexible,
    };
}
