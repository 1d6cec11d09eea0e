using System.CommandLine;
using Tare.Cli.Views;
using Tare.Conda.Activation;
using Tare.Conda.Installing;
using Tare.Conda.Prefixes;

namespace Tare.Cli.Commands.Env;

/// <summary><c>tare env config vars</c>: the variables that an environment sets where it is active.</summary>
internal static class EnvVariablesCommand
{
    internal static Command Create(CommandContext context)
    {
        var variables = new Command("vars", "See and change the variables of an environment.\n\n  tare env config vars set -n science OMP_NUM_THREADS=4");
        variables.Subcommands.Add(List(context));
        variables.Subcommands.Add(Set(context));
        variables.Subcommands.Add(Unset(context));
        var command = new Command("config", "See and change what an environment keeps for itself.\n\n  tare env config vars list -n science");
        command.Subcommands.Add(variables);
        return command;
    }

    private static Command List(CommandContext context)
    {
        var command = new Command("list", "List the variables.\n\n  tare env config vars list -n science");
        var shared = CondaOptions.AddTo(command, CondaOptionSet.Target);
        command.SetAction(parsed =>
        {
            var invocation = shared.Resolve(parsed, context);
            var variables = EnvironmentState.Read(invocation.Environment().Path).Where(v => v.Value != ActivationVariables.UnsetMark).ToList();
            Show(invocation, variables);
            return (int)ExitStatus.Done;
        });
        return command;
    }

    private static Command Set(CommandContext context)
    {
        var command = new Command("set", "Set variables.\n\n  tare env config vars set -n science OMP_NUM_THREADS=4");
        var words = new Argument<string[]>("VAR=VALUE") { Description = "Names and values", Arity = ArgumentArity.OneOrMore };
        command.Arguments.Add(words);
        var shared = CondaOptions.AddTo(command, CondaOptionSet.Target);
        command.SetAction(parsed => (int)Change(shared.Resolve(parsed, context), [.. parsed.GetValue(words)!.Select(Assignment)]));
        return command;
    }

    private static Command Unset(CommandContext context)
    {
        var command = new Command("unset", "Unset variables.\n\n  tare env config vars unset -n science OMP_NUM_THREADS");
        var words = new Argument<string[]>("VAR") { Description = "Names", Arity = ArgumentArity.OneOrMore };
        command.Arguments.Add(words);
        var shared = CondaOptions.AddTo(command, CondaOptionSet.Target);
        command.SetAction(parsed =>
        {
            var invocation = shared.Resolve(parsed, context);
            var known = EnvironmentState.Read(invocation.Environment().Path).Select(v => v.Key).ToHashSet(StringComparer.Ordinal);
            var names = parsed.GetValue(words)!.Select(w => w.Trim()).Where(known.Contains);
            return (int)Change(invocation, [.. names.Select(n => KeyValuePair.Create(n, ActivationVariables.UnsetMark))]);
        });
        return command;
    }

    private static KeyValuePair<string, string> Assignment(string word)
    {
        var split = word.IndexOf('=', StringComparison.Ordinal);
        var name = split < 0 ? "" : word[..split].Trim();
        return name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && name != "PATH"
            ? KeyValuePair.Create(name, word[(split + 1)..].Trim())
            : name == "PATH" ? throw new UsageException("PATH belongs to activation and cannot be a variable of an environment", "change it in a script under `etc/conda/activate.d` of the environment")
            : throw new UsageException($"`{word}` is not NAME=VALUE with a name that shells take", "write the name in letters, digits and `_`, then `=` and the value");
    }

    private static ExitStatus Change(CondaInvocation invocation, IReadOnlyList<KeyValuePair<string, string>> variables)
    {
        var prefix = invocation.Environment().Path;
        EnvironmentNotWritableException.DemandContent(prefix);
        EnvironmentState.Set(prefix, variables);
        if (invocation.Context.Environment.GetValueOrDefault("CONDA_PREFIX") == prefix)
        {
            invocation.Context.Terminal.Error.WriteLine("To make your changes take effect please reactivate your environment");
        }

        return ExitStatus.Done;
    }

    private static void Show(CondaInvocation invocation, List<KeyValuePair<string, string>> variables)
    {
        if (invocation.Json)
        {
            JsonText.Write(invocation.Context.Terminal.Output, writer =>
            {
                writer.WriteStartObject();
                variables.ForEach(v => writer.WriteString(v.Key, v.Value));
                writer.WriteEndObject();
            });
            return;
        }

        variables.ForEach(v => invocation.Context.Terminal.Output.WriteLine($"{v.Key} = {v.Value}"));
    }
}
