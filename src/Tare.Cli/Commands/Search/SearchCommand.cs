using System.CommandLine;
using Tare.Cli.Views.Conda;
using Tare.Conda.Channels;
using Tare.Conda.Fetching;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Prefixes;
using Tare.Conda.Records;
using Tare.Conda.Repodata;
using Tare.Conda.Searching;

namespace Tare.Cli.Commands.Search;

/// <summary><c>tare search</c>: packages in channels and environments.</summary>
internal static class SearchCommand
{
    internal static Command Create(CommandContext context)
    {
        var command = new Command("search", """
            Look for packages in channels and environments.

              tare search 'numpy>=1.26' --info
              tare search '*blas*' -c conda-forge --platform linux-aarch64
              tare search openssl=1.1 --whoneeds
            """);
        var options = new SearchOptions();
        command.Arguments.Add(options.Spec);
        foreach (var option in options.All)
        {
            command.Options.Add(option);
        }

        var shared = CondaOptions.AddTo(command, CondaOptionSet.Channels);
        command.SetAction((parsed, stop) => Task.FromResult((int)Run(parsed, options, shared.Resolve(parsed, context), stop)));
        return command;
    }

    private static ExitStatus Run(ParseResult parsed, SearchOptions options, CondaInvocation invocation, CancellationToken stop)
    {
        var subdir = parsed.GetValue(options.Subdir);
        var resolver = ConfiguredChannels.Resolver(invocation.Configuration, subdir is null or "all" ? null : subdir);
        var spec = MatchSpec.Parse(parsed.GetValue(options.Spec) ?? "*", resolver);
        var view = new SearchView(invocation.Context.Terminal, resolver);
        if (parsed.GetValue(options.Environments))
        {
            view.Environments(Environments(spec, invocation), invocation.Json, parsed.GetValue(options.Info));
            return ExitStatus.Done;
        }

        var channels = spec.Channel is { } named ? [named] : ConfiguredChannels.Select(invocation.Configuration, resolver, invocation.Channels, invocation.OverrideChannels);
        var subdirs = spec.Subdir is { } only ? [only] : subdir == "all" ? [.. Subdirs.All] : resolver.Settings.Subdirs;
        using var http = new CondaHttp(invocation);
        var locations = RepodataLocation.Of(channels, subdirs, resolver);
        var repodata = ConfiguredRepodata.Options(invocation.Configuration, http.Get, invocation.Context.Clock);
        var lists = new RepodataGateway(repodata).Load(locations, stop);
        try
        {
            var search = new PackageSearch(lists);
            var found = parsed.GetValue(options.Dependents) ? search.FindDependents(spec) : Find(search, spec, parsed.GetValue(options.Exactly), invocation.Context.Terminal.Error);
            if (found.Count == 0)
            {
                throw new PackagesNotFoundException(spec.ToString(), string.Join(", ", channels.Select(c => c.CanonicalName)), locations);
            }

            view.Packages(parsed.GetValue(options.Info) ? RunExports(repodata, invocation).Complete(found, locations, stop) : found, invocation.Json, parsed.GetValue(options.Info));
            return ExitStatus.Done;
        }
        finally
        {
            foreach (var list in lists)
            {
                list.Dispose();
            }
        }
    }

    private static RunExportsSearch RunExports(RepodataOptions repodata, CondaInvocation invocation) => new(repodata, new PackageCaches(invocation.Configuration.PkgsDirs))
    {
        Failed = exception => invocation.Context.Terminal.Error.WriteLine($"warning: {exception.Message}; what packages export is not shown"),
    };

    // A name that nobody has is looked for inside of other names, as conda does.
    private static IReadOnlyList<RepoDataRecord> Find(PackageSearch search, MatchSpec spec, bool exactly, TextWriter error)
    {
        var found = search.Find(spec);
        if (found.Count > 0 || exactly || !spec.HasExactName)
        {
            return found;
        }

        var wider = MatchSpec.Create(spec.Fields with { Name = $"*{spec.Name}*" });
        error.WriteLine($"No match found for: {spec}. Search: {wider}");
        return search.Find(wider);
    }

    private static List<(string Prefix, IReadOnlyList<RepoDataRecord> Records)> Environments(MatchSpec spec, CondaInvocation invocation)
    {
        var found = EnvironmentFinder.Find(invocation.Configuration).Environments
            .Select(p => (p.Path, (IReadOnlyList<RepoDataRecord>)[.. p.Records(PrefixRecordParts.Sketch).Records.Select(InstalledPackages.ToRepoData).Where(spec.Matches)]))
            .Where(e => e.Item2.Count > 0)
            .ToList();
        return found.Count > 0 ? found : throw new PackagesNotFoundException(spec.ToString(), "any environment", []);
    }
}
