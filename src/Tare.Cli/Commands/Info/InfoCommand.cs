using System.CommandLine;
using Tare.Cli.Commands.Env;
using Tare.Cli.Views;
using Tare.Cli.Views.Conda;
using Tare.Primitives.Json;

namespace Tare.Cli.Commands.Info;

/// <summary><c>tare info</c>: where everything is, and why there.</summary>
internal static class InfoCommand
{
    private readonly record struct Parts(bool All, bool Base, bool Envs, bool System, bool Size, bool UnsafeChannels);

    internal static Command Create(CommandContext context)
    {
        var command = new Command("info", """
            Show where everything is: root prefix, caches, environments, channels, configuration.

              tare info
              tare info --envs --json
            """);
        var all = new Option<bool>("--all", "-a") { Description = "Show everything" };
        var @base = new Option<bool>("--base") { Description = "Show the root prefix" };
        var envs = new Option<bool>("--envs", "-e") { Description = "List environments" };
        var system = new Option<bool>("--system", "-s") { Description = "List environment variables" };
        var size = new Option<bool>("--size") { Description = "With --envs: how many bytes the packages of each hold" };
        var channels = new Option<bool>("--unsafe-channels") { Description = "List channels with their tokens" };
        var offline = new Option<bool>("--offline") { Hidden = true };
        foreach (var option in (Option[])[all, @base, envs, system, size, channels, offline])
        {
            command.Options.Add(option);
        }

        var shared = CondaOptions.AddTo(command);
        command.SetAction(parsed =>
        {
            var parts = new Parts(parsed.GetValue(all), parsed.GetValue(@base), parsed.GetValue(envs), parsed.GetValue(system), parsed.GetValue(size), parsed.GetValue(channels));
            return (int)Run(parts, shared.Resolve(parsed, context));
        });
        return command;
    }

    private static ExitStatus Run(Parts parts, CondaInvocation invocation)
    {
        if (parts.Size && !parts.Envs)
        {
            throw new UsageException("--size can only be used with --envs");
        }

        if (parts.Base)
        {
            Show(invocation, invocation.Configuration.Root.Path, "root_prefix", []);
        }

        if (parts.UnsafeChannels)
        {
            Show(invocation, string.Join('\n', invocation.EffectiveChannels), "channels", invocation.EffectiveChannels);
        }

        if (parts.Base || parts.UnsafeChannels)
        {
            return ExitStatus.Done;
        }

        if (parts.Envs && (invocation.Json || !parts.All))
        {
            EnvListCommand.Run(invocation, parts.Size);
            return parts.System && !invocation.Json ? System(invocation) : ExitStatus.Done;
        }

        if (invocation.Json || parts.All || !parts.System)
        {
            var environments = EnvironmentSurvey.Run(invocation);
            var report = InfoReport.Of(invocation);
            if (invocation.Json)
            {
                InfoView.WriteJson(invocation.Context.Terminal, report, environments);
                return ExitStatus.Done;
            }

            InfoView.WriteText(invocation.Context.Terminal, report);
            if (parts.All)
            {
                EnvironmentListView.WriteText(invocation.Context.Terminal, environments, null);
            }
        }

        return parts.All || parts.System ? System(invocation) : ExitStatus.Done;
    }

    private static ExitStatus System(CondaInvocation invocation)
    {
        InfoView.WriteSystem(invocation.Context.Terminal, InfoReport.Of(invocation));
        return ExitStatus.Done;
    }

    private static void Show(CondaInvocation invocation, string text, string key, IReadOnlyList<string> items)
    {
        if (!invocation.Json)
        {
            invocation.Context.Terminal.Output.WriteLine(text);
            return;
        }

        JsonText.Write(invocation.Context.Terminal.Output, writer =>
        {
            writer.WriteStartObject();
            if (key == "channels")
            {
                writer.WriteTexts(key, items);
            }
            else
            {
                writer.WriteString(key, text);
            }

            writer.WriteEndObject();
        });
    }
}
