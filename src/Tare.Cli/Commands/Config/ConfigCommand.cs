using System.CommandLine;
using Tare.Cli.Views.Conda;
using Tare.Conda.Configuration;

namespace Tare.Cli.Commands.Config;

/// <summary><c>tare config</c>: reads and changes .condarc files.</summary>
internal static class ConfigCommand
{
    internal static Command Create(CommandContext context)
    {
        var command = new Command("config", """
            Read and change the configuration (.condarc).

              tare config --add channels conda-forge
              tare config --show channels pkgs_dirs
              tare config --set channel_priority strict --env
            """);
        var options = new ConfigOptions();
        foreach (var option in options.All)
        {
            command.Options.Add(option);
        }

        var shared = CondaOptions.AddTo(command, CondaOptionSet.Target);
        command.SetAction(parsed => (int)Run(parsed, options, shared.Resolve(parsed, context)));
        return command;
    }

    private static ExitStatus Run(ParseResult parsed, ConfigOptions options, CondaInvocation invocation)
    {
        Option[] views = [options.Show, options.ShowSources, options.Validate, options.Describe, options.WriteDefault];
        Option[] changes = [options.Get, options.Append, options.Prepend, options.Set, options.Remove, options.Clear, options.RemoveKey, options.Stdin];
        RequireOne(parsed, views);
        RequireOne(parsed, changes);
        var configuration = invocation.Configuration;
        var view = new ConfigView(invocation.Context.Terminal, invocation.Json);
        if (ConfigOptions.IsGiven(parsed, options.ShowSources))
        {
            view.Sources(configuration);
        }
        else if (ConfigOptions.IsGiven(parsed, options.Show))
        {
            view.Settings(ForFile(parsed, options, invocation), Parameters(parsed.GetValue(options.Show), ParameterTable.All));
        }
        else if (ConfigOptions.IsGiven(parsed, options.Describe))
        {
            view.Descriptions(Parameters(parsed.GetValue(options.Describe), Documented));
        }
        else if (ConfigOptions.IsGiven(parsed, options.Validate))
        {
            ConfigValidation.Check(configuration);
        }
        else
        {
            new ConfigEditing(parsed, options, invocation).Run();
        }

        return ExitStatus.Done;
    }

    internal static IEnumerable<Parameter> Documented => ParameterTable.All.Where(p => p.Category is not ("CLI-only" or "Hidden and Undocumented"));

    // With --file, what that file alone makes of the settings.
    private static CondaConfiguration ForFile(ParseResult parsed, ConfigOptions options, CondaInvocation invocation) =>
        parsed.GetValue(options.File) is { } file
            ? CondaConfiguration.FromFile(CondaHosts.From(invocation.Context), PathExpansion.Full(file, invocation.Configuration.Host))
            : invocation.Configuration;

    private static Parameter[] Parameters(string[]? names, IEnumerable<Parameter> all)
    {
        if (names is null or [])
        {
            return [.. all];
        }

        var unknown = names.Where(n => ParameterTable.Find(n) is null).ToArray();
        return unknown.Length == 0
            ? [.. names.Select(n => ParameterTable.Find(n)!).Distinct()]
            : throw new UsageException($"Invalid configuration parameters: {string.Join(", ", unknown)}", "`tare config --describe` lists them");
    }

    private static void RequireOne(ParseResult parsed, Option[] options)
    {
        var given = options.Where(o => ConfigOptions.IsGiven(parsed, o)).ToArray();
        if (given.Length > 1)
        {
            throw new UsageException($"argument {given[1].Name}: not allowed with argument {given[0].Name}", "give one of them at a time");
        }
    }
}
