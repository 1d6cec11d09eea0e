using System.CommandLine;

namespace Tare.Cli.Commands.Shell;

/// <summary><c>tare activate</c> outside of a prepared shell: a program cannot change the shell that calls it, and says what can.</summary>
internal static class ActivateCommand
{
    internal static Command Create(string name)
    {
        var command = new Command(name, name == "activate" ? "Enter an environment" : "Leave the active environment") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction((Func<ParseResult, int>)(_ => throw new UsageException(
            $"`{name}` needs a shell that was prepared for it",
            "run `eval \"$(tare shell hook bash)\"` (or zsh, fish, tcsh, xonsh, powershell), or `tare init` for every new shell; in a script, `tare run -n ENVIRONMENT COMMAND` needs neither")));
        return command;
    }
}
