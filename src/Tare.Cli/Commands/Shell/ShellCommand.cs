using System.CommandLine;
using Tare.Conda.Activation;
using Tare.Conda.Activation.Shells;

namespace Tare.Cli.Commands.Shell;

/// <summary><c>tare shell hook|activate|deactivate|reactivate</c>: prints commands for a shell to evaluate; also under conda's <c>shell.NAME</c>.</summary>
internal static class ShellCommand
{
    internal static Command Create(CommandContext context)
    {
        var command = new Command("shell", """
            Print what a shell has to evaluate to use environments.

              eval "$(tare shell hook bash)"
              tare shell hook fish | source
              eval "`tare shell hook tcsh`"
              execx($(tare shell hook xonsh))
            """);
        foreach (var verb in (string[])["hook", "activate", "deactivate", "reactivate"])
        {
            command.Subcommands.Add(Verb(verb, context));
        }

        return command;
    }

    private static Command Verb(string verb, CommandContext context)
    {
        var command = new Command(verb, Summary(verb)) { Hidden = verb != "hook" };
        var shell = new Option<string?>("--shell", "-s") { Description = "The shell: " + string.Join(", ", ShellSyntax.Names), HelpName = "SHELL" };
        var words = new Argument<string[]>(verb == "hook" ? "shell" : "environment") { Arity = ArgumentArity.ZeroOrMore, Description = verb == "hook" ? "The shell" : "The environment", HelpName = verb == "hook" ? "SHELL" : "ENVIRONMENT" };
        var stack = new Option<bool>("--stack") { Description = "Keep the PATH of the active environment" };
        var noStack = new Option<bool>("--no-stack") { Description = "Do not, whatever auto_stack says" };
        command.Arguments.Add(words);
        command.Options.Add(shell);
        if (verb == "activate")
        {
            command.Options.Add(stack);
            command.Options.Add(noStack);
        }

        command.Options.Add(new Option<bool>("--dev") { Hidden = true });
        var shared = CondaOptions.AddTo(command, verb == "activate" ? CondaOptionSet.Target : CondaOptionSet.None);
        command.SetAction(parsed =>
        {
            var given = parsed.GetValue(words) ?? [];
            var name = parsed.GetValue(shell) ?? (verb == "hook" && given.Length > 0 ? given[0] : null)
                ?? Path.GetFileName(context.Environment.GetValueOrDefault("SHELL") ?? "posix");
            var isJson = verb != "hook" && name.EndsWith(ActivationJson.Suffix, StringComparison.Ordinal);
            var syntax = ShellSyntax.Find(isJson ? name[..^ActivationJson.Suffix.Length] : name)
                ?? throw new UsageException($"`{name}` is not a shell that is known", "there are " + string.Join(", ", ShellSyntax.Names));
            bool? stacking = parsed.GetResult(stack) is { Implicit: false } ? true : parsed.GetResult(noStack) is { Implicit: false } ? false : null;
            if (verb != "hook" && given.Length > (verb == "activate" ? 1 : 0))
            {
                throw new UsageException($"{verb} takes no more than {(verb == "activate" ? "one environment" : "the shell")}: {string.Join(' ', given)}");
            }

            Write(verb, syntax, new Request(given.FirstOrDefault(), stacking, isJson), shared.Resolve(parsed, context));
            return (int)ExitStatus.Done;
        });
        return command;
    }

    private readonly record struct Request(string? Environment, bool? Stack, bool IsJson);

    private static void Write(string verb, ShellSyntax syntax, Request request, CondaInvocation invocation)
    {
        var configuration = invocation.Configuration;
        var activator = new EnvironmentActivator(configuration, ShellPrograms.Executable(invocation.Context), syntax.ScriptExtension);
        if (verb == "hook")
        {
            // A shell inside of an activated one keeps what is active.
            var begin = configuration.Flag("auto_activate") && configuration.Host["CONDA_SHLVL"] is null or "0" && Directory.Exists(Path.Join(configuration.Root.Path, "conda-meta"))
                ? configuration.Text("default_activation_env") : null;
            invocation.Context.Terminal.Output.Write(syntax.Hook(activator.Program(), begin));
            return;
        }

        var change = verb switch
        {
            "activate" => activator.Activate(invocation.IsPrefixNamed ? invocation.Environment().Path : activator.Resolve(request.Environment), request.Stack),
            "deactivate" => activator.Deactivate(),
            _ => activator.Reactivate(),
        };
        foreach (var warning in change.Warnings)
        {
            invocation.Context.Terminal.Error.WriteLine($"warning: {warning}");
        }

        invocation.Context.Terminal.Output.Write(request.IsJson ? ActivationJson.Write(change, syntax, configuration.Host.Variables) + "\n" : syntax.Write(change, configuration.Host.Variables));
    }

    private static string Summary(string verb) => verb switch
    {
        "hook" => "Print the functions that make `tare activate` work in a shell.\n\n  eval \"$(tare shell hook bash)\"",
        "activate" => "Print what enters an environment",
        "deactivate" => "Print what leaves the active environment",
        _ => "Print what enters the active environment again",
    };
}
