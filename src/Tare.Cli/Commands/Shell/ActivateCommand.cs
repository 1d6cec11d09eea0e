using System.CommandLine;

namespace Tare.Cli.Commands.Shell;

/// <summary><c>tare activate</c> outside of a prepared shell: a program cannot change the shell that calls it, and says what can.</summary>
internal static class ActivateCommand
{
    internal static Command Create(string name)
    {
        var command = name == "activate"
            ? new Command(name, "Enter an environment, in a shell that `tare init` or `tare shell hook` prepared.\n\n  tare activate science\n  tare activate ./env")
            {
                new Argument<string[]>("environment") { Arity = ArgumentArity.ZeroOrMore, Description = "Name or path; the root where none is named", HelpName = "ENVIRONMENT" },
                new Option<string>("--name", "-n") { Description = "Name of the environment", HelpName = "ENVIRONMENT" },
                new Option<string>("--prefix", "-p") { Description = "Folder of the environment", HelpName = "PATH" },
                new Option<bool>("--stack") { Description = "Keep the PATH of the active environment" },
                new Option<bool>("--no-stack") { Description = "Do not, whatever auto_stack says" },
            }
            : new Command(name, "Leave the active environment.\n\n  tare deactivate");
        command.SetAction((Func<ParseResult, int>)(_ => throw new UsageException(
            $"`{name}` needs a shell that was prepared for it",
            "run `eval \"$(tare shell hook bash)\"` (or zsh, fish, tcsh, xonsh, powershell), or `tare init` for every new shell; in a script, `tare run -n ENVIRONMENT COMMAND` needs neither")));
        return command;
    }
}
