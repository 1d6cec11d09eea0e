using System.CommandLine;
using Tare.Cli.Views;
using Tare.Conda.Activation.Shells;
using Tare.Primitives.Files;
using Tare.Primitives.Json;

namespace Tare.Cli.Commands.Shell;

/// <summary><c>tare init</c>: prepares every new shell for <c>tare activate</c>.</summary>
internal static class InitCommand
{
    private static readonly string[] Every = ["bash", "zsh", "fish", "tcsh", "xonsh", "powershell"];

    private sealed record StartUpFile(string Path, string Before, string After)
    {
        internal bool Changes => Before != After;
    }

    internal static Command Create(CommandContext context)
    {
        var command = new Command("init", "Prepare shells for `tare activate`, in their start-up files.\n\n  tare init bash\n  tare init --reverse");
        var shells = new Argument<string[]>("shells") { Arity = ArgumentArity.ZeroOrMore, Description = "bash, zsh, fish, tcsh, xonsh, powershell; your own shell where none is named" };
        var all = new Option<bool>("--all") { Description = "Every shell that has a start-up file here" };
        var reverse = new Option<bool>("--reverse") { Description = "Undo it" };
        var user = new Option<bool>("--user", "--no-user", "--system", "--condabin") { Hidden = true };
        command.Arguments.Add(shells);
        foreach (var option in (Option[])[all, reverse, user])
        {
            command.Options.Add(option);
        }

        var shared = CondaOptions.AddTo(command, CondaOptionSet.Confirmation);
        command.SetAction(parsed =>
        {
            var invocation = shared.Resolve(parsed, context);
            var home = invocation.Configuration.Host.Home;
            string[] named = parsed.GetValue(shells) ?? [];
            var chosen = named.Length > 0 ? named
                : parsed.GetValue(all) || parsed.GetValue(reverse) ? [.. Every.Where(s => File.Exists(Path.Join(home, ShellProfile.FileOf(s))))]
                : [Path.GetFileName(context.Environment.GetValueOrDefault("SHELL") ?? "bash")];
            var changes = chosen.Select(s => Change(s, home, parsed.GetValue(reverse), context)).ToArray();
            foreach (var change in invocation.DryRun ? [] : changes.Where(c => c.Changes))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(change.Path)!);
                AtomicFile.Write(change.Path, change.After);
            }

            Show(invocation, changes);
            return (int)ExitStatus.Done;
        });
        return command;
    }

    private static StartUpFile Change(string shell, string home, bool reverse, CommandContext context)
    {
        var file = ShellProfile.FileOf(shell) ?? throw new UsageException($"`{shell}` has no start-up file that is known", "there are bash, zsh, fish, tcsh, xonsh and powershell");
        var path = Path.Join(home, file);
        var before = File.Exists(path) ? File.ReadAllText(path) : "";
        return new StartUpFile(path, before, reverse ? ShellProfile.Remove(before) : ShellProfile.Add(before, shell, ShellPrograms.Executable(context)));
    }

    private static void Show(CondaInvocation invocation, StartUpFile[] changes)
    {
        if (invocation.Json)
        {
            JsonText.Write(invocation.Context.Terminal.Output, writer =>
            {
                writer.WriteStartObject();
                writer.WriteBoolean("success", true);
                writer.WriteTexts("modified", changes.Where(c => c.Changes).Select(c => c.Path));
                writer.WriteTexts("unchanged", changes.Where(c => !c.Changes).Select(c => c.Path));
                writer.WriteEndObject();
            });
            return;
        }

        foreach (var change in changes)
        {
            invocation.Context.Terminal.Error.WriteLine($"{(change.Changes ? "modified     " : "no change    ")} {change.Path}");
        }

        if (changes.Any(c => c.Changes))
        {
            invocation.Context.Terminal.Error.WriteLine(invocation.DryRun ? "\nDry run: nothing was written." : "\nStart a new shell for it to take effect.");
        }
    }
}
