namespace Tare.Cli.Commands.Changes;

/// <summary>Asks before something is changed, unless -y, <c>always_yes</c> or --json say that nobody is to be asked.</summary>
internal sealed class Confirmation(CondaInvocation invocation, CancellationToken stop)
{
    /// <summary>Returns when the answer is yes; an empty line means <paramref name="byDefault"/>.</summary>
    /// <exception cref="DeclinedException">The answer is no.</exception>
    internal void Ask(string question, bool byDefault = true)
    {
        if (invocation.Configuration.AlwaysYes != true && !invocation.Json && !Question.Ask(invocation.Context, stop, question, byDefault))
        {
            throw new DeclinedException();
        }
    }
}
