using System.CommandLine;
using Tare.Cli.Commands.Changes;
using Tare.Conda.Configuration;
using Tare.Conda.Installing;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Prefixes;
using Tare.Conda.Solving;
using Tare.Conda.Solving.Planning;

namespace Tare.Cli.Commands.Create;

/// <summary><c>tare create</c>: makes an environment from specs, files, or another environment.</summary>
internal static class CreateCommand
{
    internal static Command Create(CommandContext context)
    {
        var command = new Command("create", """
            Make a new environment.

              tare create -n science python=3.12 numpy pandas
              tare create -p ./env --file environment.yml --yes
              tare create -n copy --clone science
              tare create -p ./arm python --platform linux-aarch64 --no-cache
            """);
        return Configure(command, context, []);
    }

    /// <summary>Puts options and action on <c>create</c> or <c>env create</c>, which reads <paramref name="defaultFiles"/> where nothing is asked for.</summary>
    internal static Command Configure(Command command, CommandContext context, IReadOnlyList<string> defaultFiles)
    {
        var specs = new Argument<string[]>("package_spec") { Description = "Packages to install, such as numpy or 'numpy>=1.26'", Arity = ArgumentArity.ZeroOrMore };
        var files = new Option<string[]>("--file", "-f") { Description = "Read packages from a file: environment.yml, a list of specs, @EXPLICIT, conda-lock.yml or pixi.lock", HelpName = "FILE" };
        var clone = new Option<string?>("--clone") { Description = "Take the packages of another environment", HelpName = "ENVIRONMENT" };
        var noDefaults = new Option<bool>("--no-default-packages") { Description = "Leave out the packages of create_default_packages" };
        command.Arguments.Add(specs);
        command.Options.Add(files);
        command.Options.Add(clone);
        command.Options.Add(noDefaults);
        var solve = SolveOptions.AddTo(command);
        var linking = LinkingOptions.AddTo(command);
        var shared = CondaOptions.AddTo(command, CondaOptionSet.Target | CondaOptionSet.Channels | CondaOptionSet.Confirmation);
        command.SetAction((parsed, stop) =>
        {
            var invocation = shared.Resolve(parsed, context);
            var paths = parsed.GetValue(files) ?? [];
            var asked = parsed.GetValue(specs) ?? [];
            paths = paths.Length + asked.Length == 0 && parsed.GetValue(clone) is null ? [.. defaultFiles] : paths;
            var requested = RequestedPackages.Read(asked, paths, parsed.GetValue(solve.Subdir), invocation);
            var prefix = Prefix(invocation, requested) ?? (invocation.DryRun || linking.IsDownload(parsed) ? Trial()
                : throw new UsageException("no environment is named", "give -n NAME or -p PATH"));
            using var changer = new EnvironmentChanger(invocation);
            var install = linking.Apply(changer.Options(parsed.GetValue(solve.Subdir)), parsed, invocation.Configuration) with
            {
                Replaces = MakeWay(invocation, new Confirmation(invocation, stop), prefix),
                UpdateSpecs = [.. requested.All.Select(s => s.ToString())],
                Variables = requested.Variables,
                Channels = changer.Channels([.. invocation.Channels, .. requested.Channels], requested),
            };
            if (parsed.GetValue(clone) is { } named)
            {
                var original = CloneSource(named, invocation);
                install = install with { CloneOf = original, Subdir = parsed.GetValue(solve.Subdir) ?? InstalledPackages.PlatformOf(InstalledPackages.Of(original)) ?? install.Subdir };
            }

            var cloned = install.CloneOf is { } source ? Clone(source, prefix) : null;
            install = cloned is null ? install : install with { UpdateSpecs = [.. cloned.Requested.Values.Select(s => s.ToString())] };
            var change = cloned is not null ? cloned
                : requested.IsExplicit ? changer.Explicit(prefix, requested, ignoresInstalled: true)
                : changer.Solve(solve.Apply(Plan(prefix, requested, invocation, parsed.GetValue(noDefaults)), parsed), stop);
            if (changer.Carry(change, install, stop))
            {
                changer.InstallPipSections(prefix, requested, install);
                Invite(invocation, prefix);
            }

            return Task.FromResult((int)ExitStatus.Done);
        });
        return command;
    }

    private static PlanOptions Plan(string prefix, RequestedPackages requested, CondaInvocation invocation, bool noDefaults) => new()
    {
        Prefix = prefix,
        Channels = [.. invocation.Channels, .. requested.Channels.Except(invocation.Channels)],
        OverrideChannels = invocation.OverrideChannels || requested.HasNoDefaults,
        Add = [.. requested.All, .. noDefaults ? [] : DefaultPackages(requested, invocation)],
        IgnoreInstalled = true,
    };

    // What every new environment gets; what is named says more of the same package.
    private static IEnumerable<MatchSpec> DefaultPackages(RequestedPackages requested, CondaInvocation invocation) =>
        invocation.Configuration.Texts("create_default_packages").Select(t => MatchSpec.Parse(t)).Where(d => !requested.All.Any(s => s.Name == d.Name));

    // -n and -p count before what a file says; the prefix of a file belongs to another machine unless it is all there is.
    private static string? Prefix(CondaInvocation invocation, RequestedPackages requested)
    {
        if (invocation.IsPrefixNamed)
        {
            return Path.TrimEndingDirectorySeparator(invocation.Prefix);
        }

        if (requested.Name is { } name)
        {
            return EnvironmentLocator.Locate(invocation.Configuration, name);
        }

        return requested.Prefix is { } prefix ? PathExpansion.Full(prefix, CondaHosts.From(invocation.Context)) : null;
    }

    // Where nothing is made, the environment needs no name.
    private static string Trial() => Path.Join(Path.GetTempPath(), Path.GetRandomFileName(), "unused-env-name");

    // True where an environment is there and gives way.
    private static bool MakeWay(CondaInvocation invocation, Confirmation confirmation, string prefix)
    {
        if (prefix == invocation.Configuration.Root.Path)
        {
            throw new UsageException($"`{prefix}` is the root environment, which cannot be made anew", "choose another name, or change it with `tare install`");
        }

        var isEnvironment = new CondaPrefix(prefix).IsEnvironment;
        if (File.Exists(prefix))
        {
            throw new InstallException($"`{prefix}` is a file, and an environment is a folder", "choose another place");
        }

        if (invocation.DryRun)
        {
            return isEnvironment;
        }

        if (isEnvironment)
        {
            confirmation.Ask($"An environment is at {prefix} already. Replace it", byDefault: false);
        }
        else if (Directory.Exists(prefix) && Directory.EnumerateFileSystemEntries(prefix).Any())
        {
            confirmation.Ask($"The folder {prefix} is not empty and no environment. Put one into it", byDefault: false);
        }

        return isEnvironment;
    }

    private static string CloneSource(string named, CondaInvocation invocation)
    {
        var source = EnvironmentPlace.Of(named, invocation.Configuration);
        return new CondaPrefix(source).IsEnvironment ? source : throw new EnvironmentNotFoundException(source);
    }

    private static EnvironmentChange Clone(string source, string prefix)
    {
        var packages = InstallationOrder.Sort(InstalledPackages.Of(source));
        var wanted = History.RequestedSpecs(History.Read(new CondaPrefix(source).HistoryPath)).Where(s => packages.Any(p => p.Name == s.Key));
        return new EnvironmentChange(prefix, [], packages, packages)
        {
            Requested = wanted.ToDictionary(s => s.Key, s => MatchSpec.Parse(s.Value), StringComparer.Ordinal),
        };
    }

    private static void Invite(CondaInvocation invocation, string prefix)
    {
        if (invocation.Json || invocation.Configuration.Quiet)
        {
            return;
        }

        var name = EnvironmentLocator.NameOf(invocation.Configuration, prefix);
        var error = invocation.Context.Terminal.Error;
        error.WriteLine($"made `{prefix}`; use it with");
        error.WriteLine($"  {invocation.Context.ProgramName} activate {name ?? prefix}");
        error.WriteLine($"  {invocation.Context.ProgramName} run {(name is null ? $"-p {prefix}" : $"-n {name}")} PROGRAM");
    }
}
