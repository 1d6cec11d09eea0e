using System.CommandLine;
using Tare.Cli.Commands.Changes;
using Tare.Conda.Installing;
using Tare.Conda.Prefixes;
using Tare.Conda.Solving.Planning;

namespace Tare.Cli.Commands.Install;

/// <summary><c>tare install</c> and <c>tare update</c>: change what is in an environment.</summary>
internal static class InstallCommand
{
    internal static Command Create(CommandContext context) => Configure(context, isUpdate: false, new Command("install", """
        Put packages into an environment.

          tare install -n science scipy 'pandas>=2'
          tare install -p ./env --file requirements.txt --yes
          tare install -n science --revision 2
        """));

    internal static Command CreateUpdate(CommandContext context) => Configure(context, isUpdate: true, new Command("update", """
        Bring packages of an environment up to date.

          tare update -n science numpy
          tare update -n science --all
        """));

    private static Command Configure(CommandContext context, bool isUpdate, Command command)
    {
        var specs = new Argument<string[]>("package_spec") { Description = "Packages, such as numpy or 'numpy>=1.26'", Arity = ArgumentArity.ZeroOrMore };
        var files = new Option<string[]>("--file", "-f") { Description = "Read packages from a file: environment.yml, a list of specs, @EXPLICIT or a lock file", HelpName = "FILE" };
        var revision = new Option<int?>("--revision") { Description = "Go back to a revision of `tare list --revisions`", HelpName = "NUMBER", Hidden = isUpdate };
        command.Arguments.Add(specs);
        command.Options.Add(files);
        command.Options.Add(revision);
        var update = UpdateOptions.AddTo(command);
        var solve = SolveOptions.AddTo(command);
        var linking = LinkingOptions.AddTo(command);
        var shared = CondaOptions.AddTo(command, CondaOptionSet.Target | CondaOptionSet.Channels | CondaOptionSet.Confirmation);
        command.SetAction((parsed, stop) =>
        {
            var invocation = shared.Resolve(parsed, context);
            var prefix = linking.Changeable(invocation, parsed).Path;
            using var changer = new EnvironmentChanger(invocation);
            changer.Recover(prefix, stop);
            var requested = RequestedPackages.Read(parsed.GetValue(specs) ?? [], parsed.GetValue(files) ?? [], parsed.GetValue(solve.Subdir), invocation);
            var back = parsed.GetValue(revision);
            DemandWork(requested, prefix, isUpdate, hasOther: back is not null || update.IsAll(parsed, invocation.Configuration));
            var install = linking.Apply(changer.Options(parsed.GetValue(solve.Subdir)), parsed, invocation.Configuration) with
            {
                UpdateSpecs = [.. requested.All.Select(s => s.ToString())],
                Variables = requested.Variables,
                Channels = changer.Channels([.. invocation.Channels, .. requested.Channels], requested),
            };
            var change = back is { } number ? EnvironmentRevision.Change(new CondaPrefix(prefix), number, invocation.Configuration, p => changer.Find(p, stop))
                : requested.IsExplicit ? changer.Explicit(prefix, requested, ignoresInstalled: false)
                : update.SkipsSatisfied(parsed, invocation.Configuration, isUpdate) && IsSatisfied(requested, prefix) ? EnvironmentChange.None(prefix, InstalledPackages.Of(prefix))
                : changer.Solve(update.Apply(solve.Apply(Plan(prefix, requested, invocation) with { TriesFrozen = !isUpdate }, parsed), parsed, invocation.Configuration), stop);
            install = back is null ? install : install with { UpdateSpecs = [.. change.Requested.Values.Select(s => s.ToString())] };
            if (changer.Carry(change, install, stop))
            {
                changer.InstallPipSections(prefix, requested, install);
            }

            return Task.FromResult((int)ExitStatus.Done);
        });
        return command;
    }

    private static PlanOptions Plan(string prefix, RequestedPackages requested, CondaInvocation invocation) => new()
    {
        Prefix = prefix,
        Channels = [.. invocation.Channels, .. requested.Channels.Except(invocation.Channels)],
        OverrideChannels = invocation.OverrideChannels || requested.HasNoDefaults,
        Add = requested.All,
    };

    private static bool IsSatisfied(RequestedPackages requested, string prefix)
    {
        var installed = InstalledPackages.Of(prefix);
        return requested.All.All(s => installed.Any(s.Matches));
    }

    private static void DemandWork(RequestedPackages requested, string prefix, bool isUpdate, bool hasOther)
    {
        if (requested.All.Count == 0 && requested.Variables.Count == 0 && !hasOther)
        {
            throw new UsageException("no package is named", isUpdate ? "name packages, or give --all" : "name packages, or give --file FILE");
        }

        if (isUpdate && !requested.IsExplicit)
        {
            var installed = InstalledPackages.Of(prefix).Select(r => r.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var spec in requested.Specs)
            {
                if (!spec.IsNameOnly)
                {
                    throw new UpdateSpecException(spec);
                }

                if (!installed.Contains(spec.Name))
                {
                    throw new PackageNotInstalledException(prefix, spec.Name);
                }
            }
        }
    }
}
