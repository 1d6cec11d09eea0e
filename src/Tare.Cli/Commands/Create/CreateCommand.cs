using System.CommandLine;
using Tare.Cli.Views.Conda;
using Tare.Conda.Channels;
using Tare.Conda.EnvironmentFiles;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Solving;
using Tare.Conda.Solving.Planning;

namespace Tare.Cli.Commands.Create;

/// <summary><c>tare create --dry-run</c>: which packages a new environment would have.</summary>
internal static class CreateCommand
{
    internal static Command Create(CommandContext context)
    {
        var command = new Command("create", """
            Show what a new environment would be made of.

              tare create -n science python=3.12 numpy pandas --dry-run
              tare create -p ./env -f environment.yml --dry-run --json
              tare create -n arm python --platform linux-aarch64 --dry-run
            """);
        var options = new CreateOptions();
        command.Arguments.Add(options.Specs);
        foreach (var option in options.All)
        {
            command.Options.Add(option);
        }

        var shared = CondaOptions.AddTo(command, CondaOptionSet.Target | CondaOptionSet.Channels | CondaOptionSet.Confirmation);
        command.SetAction((parsed, stop) => Task.FromResult((int)Run(parsed, options, (shared.Resolve(parsed, context), context), stop)));
        return command;
    }

    private static ExitStatus Run(ParseResult parsed, CreateOptions options, (CondaInvocation Invocation, CommandContext Context) call, CancellationToken stop)
    {
        var (invocation, context) = call;
        if (!invocation.DryRun)
        {
            throw new UsageException("only --dry-run is there", "add --dry-run");
        }

        var configuration = invocation.Configuration;
        var subdir = parsed.GetValue(options.Subdir);
        var files = (parsed.GetValue(options.Files) ?? []).Select(f => Read(Path.GetFullPath(f, context.WorkingDirectory), call, subdir)).ToList();
        var named = files.Select(f => f.Name).FirstOrDefault(n => n is not null);
        if (!invocation.IsPrefixNamed && named is null)
        {
            throw new UsageException("which environment? give -n NAME or -p PATH");
        }

        var resolver = ConfiguredChannels.Resolver(configuration, subdir);
        var plan = new PlanOptions
        {
            Prefix = invocation.IsPrefixNamed ? invocation.Prefix : Conda.Prefixes.EnvironmentLocator.Locate(configuration, named!),
            Subdir = subdir,
            Channels = [.. invocation.Channels, .. files.SelectMany(f => f.Channels).Except(invocation.Channels)],
            OverrideChannels = invocation.OverrideChannels || files.Exists(f => f.HasNoDefaults && f.Channels.Count > 0),
            Add = [.. (parsed.GetValue(options.Specs) ?? []).Select(s => MatchSpec.Parse(s, resolver)), .. files.SelectMany(f => f.Dependencies).Select(d => d.Spec)],
            IgnoreInstalled = true,
            IgnorePins = parsed.GetValue(options.NoPin),
            UseIndexCache = parsed.GetValue(options.UseIndexCache),
            Dependencies = parsed.GetValue(options.NoDeps) ? DependencyModifier.NoDeps : parsed.GetValue(options.OnlyDeps) ? DependencyModifier.OnlyDeps : DependencyModifier.All,
            ChannelPriority = parsed.GetValue(options.Strict) ? ChannelPriority.Strict : parsed.GetValue(options.NoPriority) ? ChannelPriority.Disabled : null,
        };
        using var http = new CondaHttp(configuration, context);
        var change = new EnvironmentPlanner(configuration, http.Get, context.Clock).Plan(plan, stop);
        new ChangeView(context.Terminal, configuration).Write(change, invocation.Json);
        return ExitStatus.Done;
    }

    private static EnvironmentFile Read(string path, (CondaInvocation Invocation, CommandContext Context) call, string? subdir)
    {
        var resolver = ConfiguredChannels.Resolver(call.Invocation.Configuration, subdir);
        var file = EnvironmentFileReader.Read(path, new EnvironmentFileOptions
        {
            Subdir = resolver.Settings.Subdirs[0],
            Channels = resolver,
            Variables = call.Context.Environment,
        });
        if (file.IsExplicit)
        {
            throw new UsageException($"`{path}` lists archives, which leaves nothing to solve", "name specs or an environment.yml");
        }

        foreach (var warning in file.Warnings)
        {
            call.Context.Terminal.Error.WriteLine($"warning: {path}:{warning.Line}: {warning.Message}");
        }

        return file;
    }
}
