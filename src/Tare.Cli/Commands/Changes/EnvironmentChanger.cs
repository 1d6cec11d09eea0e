using Tare.Cli.Views.Conda;
using Tare.Cli.Views.Progress;
using Tare.Conda.Activation.Shells;
using Tare.Conda.Channels;
using Tare.Conda.Installing;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Prefixes;
using Tare.Conda.Records;
using Tare.Conda.Repodata;
using Tare.Conda.Searching;
using Tare.Conda.Solving.Planning;
using Tare.Conda.Transactions;
using Tare.Primitives.Progress;

namespace Tare.Cli.Commands.Changes;

/// <summary>What every command that changes an environment does: finish what was interrupted, plan, show, ask, carry out, report.</summary>
internal sealed class EnvironmentChanger : IDisposable
{
    private readonly CondaInvocation _invocation;
    private readonly CommandContext _context;
    private readonly CondaHttp _http;

    internal EnvironmentChanger(CondaInvocation invocation)
    {
        (_invocation, _context) = (invocation, invocation.Context);
        _http = new CondaHttp(invocation);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Finishes or undoes what an earlier command had to leave.</summary>
    internal void Recover(string prefix, CancellationToken stop)
    {
        if (!_invocation.DryRun && TransactionRunner.Recover(prefix, stop))
        {
            Warn($"an earlier change of `{prefix}` had been interrupted; it is finished or undone now");
        }
    }

    /// <summary>Plans by solving.</summary>
    internal EnvironmentChange Solve(PlanOptions options, CancellationToken stop)
    {
        var change = new EnvironmentPlanner(_invocation.Configuration, _http.Get, _context.Clock).Plan(options, stop);
        return options.IgnoreInstalled || change.IsEmpty ? change
            : PythonChange.WithNoarchLinkedAgain(change, new CondaPrefix(change.Prefix).Records(PrefixRecordParts.Header).Records);
    }

    /// <summary>Plans without solving: the archives listed are the packages.</summary>
    internal EnvironmentChange Explicit(string prefix, RequestedPackages requested, bool ignoresInstalled)
    {
        var resolver = ConfiguredChannels.Resolver(_invocation.Configuration);
        return ExplicitPackages.Change(prefix, ignoresInstalled ? [] : InstalledPackages.Of(prefix), ExplicitPackages.Records(requested.Dependencies, resolver));
    }

    /// <summary>Looks for packages that a history names: in the channels it names for them, then in those of the command and the configuration.</summary>
    internal IReadOnlyList<RepoDataRecord> Find(IReadOnlyList<HistoryPackage> packages, CancellationToken stop)
    {
        var resolver = ConfiguredChannels.Resolver(_invocation.Configuration);
        var named = packages.Select(p => resolver.Resolve(p.Channel)).Where(c => !c.IsUnknown);
        var channels = named.Concat(Channels(_invocation.Channels)).DistinctBy(c => (c.BaseUrl ?? c.CanonicalName, c.Subdir)).ToList();
        var locations = RepodataLocation.Of(channels, resolver.Settings.Subdirs, resolver);
        var lists = new RepodataGateway(ConfiguredRepodata.Options(_invocation.Configuration, _http.Get, _context.Clock)).Load(locations, stop);
        try
        {
            var search = new PackageSearch(lists);
            return [.. packages.SelectMany(p => search.Find(MatchSpec.Parse($"{p.Name}=={p.Version}={p.Build}")).Take(1))];
        }
        finally
        {
            foreach (var list in lists)
            {
                list.Dispose();
            }
        }
    }

    /// <summary>The channels with their credentials.</summary>
    internal IReadOnlyList<Channel> Channels(IReadOnlyList<string> further, RequestedPackages? requested = null)
    {
        var resolver = ConfiguredChannels.Resolver(_invocation.Configuration);
        return
        [
            .. ConfiguredChannels.Select(_invocation.Configuration, resolver, further),
            .. requested is null ? [] : ExplicitPackages.Channels(requested.Dependencies, resolver),
        ];
    }

    /// <summary>What the history and the records of a change need to know of the command.</summary>
    internal InstallOptions Options(string? subdir) => new()
    {
        Subdir = subdir ?? _invocation.Configuration.Subdir,
        Command = string.Join(' ', Environment.GetCommandLineArgs().Select((w, i) => i == 0 ? _context.ProgramName : Primitives.UrlSecrets.Hide(w))),
        CondaVersion = CondaVersions.Conda,
    };

    /// <summary>Shows the change, asks, and carries it out. Returns false where it was only shown or fetched.</summary>
    internal bool Carry(EnvironmentChange change, InstallOptions options, CancellationToken stop)
    {
        var view = new ChangeView(_context.Terminal, _invocation.Configuration, change);
        var isNew = options.Replaces || !new CondaPrefix(change.Prefix).IsEnvironment;
        var hasWork = !change.IsEmpty || isNew || options.Variables is { Count: > 0 };
        if (_invocation.ShowsPlans)
        {
            view.WriteTable();
        }

        if (hasWork && !_invocation.DryRun)
        {
            DemandWritable(change.Prefix, isNew, options.DownloadOnly);
            if (!change.IsEmpty)
            {
                new Confirmation(_invocation, stop).Ask("Proceed");
            }

            Install(change, options, stop);
            PrepareRoot();
        }

        if (_invocation.Json)
        {
            view.WriteJson(_invocation.DryRun, isNew, options.CloneOf);
        }

        return !_invocation.DryRun && !options.DownloadOnly;
    }

    // Who calls `conda create` goes on with `source ROOT/bin/activate`.
    private void PrepareRoot()
    {
        if (!CommandLine.IsCondaName(_context.ProgramName))
        {
            return;
        }

        try
        {
            RootScripts.Write(_invocation.Configuration.Root.Path, ShellPrograms.Executable(_context));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A root that is not this user's has its scripts, or somebody else sees to that.
        }
    }

    private static void DemandWritable(string prefix, bool isNew, bool downloadOnly)
    {
        if (isNew && !downloadOnly)
        {
            EnvironmentNotWritableException.DemandPlace(prefix);
        }
        else if (!downloadOnly)
        {
            EnvironmentNotWritableException.DemandContent(prefix);
        }
    }

    /// <summary>Carries a change out that needs no question, and shows how far it is.</summary>
    internal void Install(EnvironmentChange change, InstallOptions options, CancellationToken stop)
    {
        var meter = new ProgressMeter();
        using var progress = ProgressView.Start(_context.Terminal, meter, _context.Clock, _invocation.Configuration.Quiet || _invocation.Json);
        new EnvironmentInstaller(new InstallServices(_invocation.Configuration, _http.Get, _context.Clock, meter, Warn), options).Install(change, stop);
    }

    /// <summary>Lets pip install what the files leave to it.</summary>
    internal void InstallPipSections(string prefix, RequestedPackages requested, InstallOptions options)
    {
        foreach (var (path, file) in requested.Files.Where(f => f.Content.PipRequirements.Count > 0))
        {
            if (options.Subdir != Primitives.Platform.Host.Subdir)
            {
                Warn($"the pip section of `{path}` was left out: pip runs only on the platform it installs for");
                continue;
            }

            var python = PythonChange.TargetOf(new CondaPrefix(prefix).Records(PrefixRecordParts.Header).Records);
            var quiet = _invocation.Configuration.Quiet || _invocation.Json;
            new PipInstaller(_invocation.Configuration, line => Talk(line, quiet)).Install(prefix, python, file.PipRequirements, Path.GetDirectoryName(path)!);
        }
    }

    internal void Warn(string message)
    {
        lock (_http)
        {
            _context.Terminal.Error.WriteLine($"warning: {Primitives.UrlSecrets.Hide(message)}");
        }
    }

    private void Talk(string line, bool quiet)
    {
        if (!quiet)
        {
            _context.Terminal.Error.WriteLine(line);
        }
    }
}
