using Tare.Cli.Terminals;

namespace Tare.Cli.Commands.Changes;

/// <summary>Asks before something is changed, unless -y, <c>always_yes</c> or --json say that nobody is to be asked.</summary>
internal static class Confirmation
{
    /// <summary>Returns when the answer is yes; an empty line means <paramref name="byDefault"/>.</summary>
    internal static void Ask(CondaInvocation invocation, Terminal terminal, string question, bool byDefault = true)
    {
        if (invocation.Configuration.AlwaysYes == true || invocation.Json)
        {
            return;
        }

        while (true)
        {
            terminal.Output.Flush();
            terminal.Error.Write($"{question} ({(byDefault ? "[y]/n" : "y/[n]")})? ");
            var answer = terminal.Input.ReadLine()?.Trim().ToLowerInvariant()
                ?? throw new UsageException("nobody answers the question", "-y goes ahead without asking");
            if (answer is "y" or "yes" || (answer.Length == 0 && byDefault))
            {
                return;
            }

            if (answer is "n" or "no" or "")
            {
                throw new DeclinedException();
            }
        }
    }
}
