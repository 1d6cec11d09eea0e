namespace Tare.Cli.Commands;

/// <summary>conda's question before a change.</summary>
internal static class Question
{
    // Whatever comes in may be no person at all.
    private const int Patience = 20;

    /// <summary>
    /// Asks <c>Proceed ([y]/n)?</c> until the answer is one. An empty line means yes, or <paramref name="byDefault"/>. The end of the input means yes only where Tare
    /// was called by conda's name, whose scripts rely on it; otherwise it is a <see cref="UsageException"/>, because nobody answered.
    /// </summary>
    internal static bool Ask(CommandContext context, CancellationToken stop, string question = "Proceed", bool byDefault = true)
    {
        var terminal = context.Terminal;
        for (var attempt = 0; ; attempt++)
        {
            terminal.Output.Write($"{question} ({(byDefault ? "[y]/n" : "y/[n]")})? ");
            terminal.Output.Flush();
            var (answered, answer) = ReadLine(context, stop);
            if (attempt == Patience)
            {
                throw new Tare.Primitives.TareException($"no answer was yes or no in {Patience} attempts, and nothing was changed", "answer y or n, or add -y");
            }

            if (!answered)
            {
                terminal.Output.WriteLine();
                return CommandLine.IsCondaName(context.ProgramName)
                    ? true
                    : throw new Tare.Primitives.TareException("nobody answered: the input ended, and nothing was changed", "add -y to go on without being asked");
            }

            switch (answer.Trim().ToLowerInvariant())
            {
                case "":
                    return byDefault;
                case "y" or "yes":
                    return true;
                case "n" or "no":
                    return false;
            }

            terminal.Output.WriteLine($"Invalid choice: {Views.Printable.Text(answer)}");
        }
    }

    // A read from a terminal cannot be taken back; on its own thread it does not stand in the way of Ctrl-C.
    private static (bool Answered, string Answer) ReadLine(CommandContext context, CancellationToken stop)
    {
        string? line = null;
        using var done = new ManualResetEventSlim();
        var reader = new Thread(() =>
        {
            line = ReadSafely(context.Terminal.Input);
            done.Set();
        })
        { IsBackground = true };
        reader.Start();
        done.Wait(stop);
        return (line is not null, line ?? "");
    }

    // A standard input that was closed cannot be read; that is no answer either.
    private static string? ReadSafely(TextReader input)
    {
        try
        {
            return input.ReadLine();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            return null;
        }
    }
}
