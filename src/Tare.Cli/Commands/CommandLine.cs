using System.CommandLine;
using System.Runtime.InteropServices;
using Tare.Cli.Terminals;
using Tare.Cli.Views;
using Tare.Primitives;

namespace Tare.Cli.Commands;

/// <summary>From the words of a command line to an exit status.</summary>
public static class CommandLine
{
    private static readonly string[] CondaNames = ["conda", "mamba", "micromamba"];
    private static readonly TimeSpan SameSignal = TimeSpan.FromSeconds(1);

    /// <summary>Runs the command and reports what it raises; never throws.</summary>
    public static async Task<int> RunAsync(string program, string[] words, CommandContext context)
    {
        words = CommandWords.Normalize(words);
        context = context with { ProgramName = Path.GetFileNameWithoutExtension(program) };
        if (words is ["--version" or "-V"])
        {
            await context.Terminal.Output.WriteLineAsync(VersionText(context.ProgramName));
            await context.Terminal.Output.FlushAsync();
            return (int)ExitStatus.Done;
        }

        if (words is [])
        {
            words = ["--help"];
        }
        else if (CommandWords.IsHelpInShell(words))
        {
            words = [words[1], "--help"];
            context = context with { Terminal = new Terminal(context.Terminal.Input, context.Terminal.Error, context.Terminal.Error) };
        }

        using var stop = new CancellationTokenSource();
        var cancel = Canceller(stop, context.Clock);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, cancel);
        try
        {
            var status = await InvokeAsync(words, context, stop.Token);
            await context.Terminal.Output.FlushAsync();
            return (int)status;
        }
        catch (IOException exception) when (IsBrokenPipe(exception))
        {
            // The reader has gone (`| head`); nobody is left to tell.
            return (int)ExitStatus.Failed;
        }
        catch (IOException exception)
        {
            Complain(context, exception);
            return (int)ExitStatus.Failed;
        }
    }

    private static async Task<ExitStatus> InvokeAsync(string[] words, CommandContext context, CancellationToken stop)
    {
        try
        {
            var root = Root(words, context);
            var parsed = root.Parse(Abbreviations.Expand(words, root));
            if (parsed.Errors.Count > 0 || UsageProblem.StrayOption(parsed) is not null)
            {
                throw UsageProblem.Of(parsed, context.ProgramName);
            }

            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = context.Terminal.Output,
                Error = context.Terminal.Error,
            };
            return (ExitStatus)await parsed.InvokeAsync(configuration, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await context.Terminal.Error.WriteLineAsync("error: interrupted");
            return ExitStatus.Failed;
        }
        catch (Exception exception) when (exception is TareException or IOException or UnauthorizedAccessException && !IsBrokenPipe(exception))
        {
            await context.Terminal.Output.FlushAsync(CancellationToken.None);
            ErrorView.Write(context.Terminal, exception, json: words.Contains("--json"));
            return exception is UsageException usage && (usage.IsSyntax || !IsCondaName(context.ProgramName)) ? ExitStatus.Usage : ExitStatus.Failed;
        }
    }

    // Standard output is closed or its disk is full. Standard error may be no better; then the exit status has to say it.
    private static void Complain(CommandContext context, IOException exception)
    {
        try
        {
            var problem = new TareException(exception.Message, "send the output to another place");
            ErrorView.Write(context.Terminal, problem, json: false);
        }
        catch (IOException)
        {
            return;
        }
    }

    private static RootCommand Root(string[] words, CommandContext context)
    {
        var root = new RootCommand($"""
            Tare weighs what a Python container carries and takes the packaging off.

              {context.ProgramName} clean --all --dry-run
              {context.ProgramName} create -n science --file environment.yml
              {context.ProgramName} image inspect app.tar
              {context.ProgramName} lint Dockerfile
            """);
        var path = words.Where(w => !w.StartsWith('-')).ToArray();
        var only = CommandTable.All.Where(e => e.Name == path.FirstOrDefault()).ToArray();
        foreach (var entry in only.Length == 1 ? only : CommandTable.All)
        {
            var command = entry.Create(context);
            if (only.Length == 1)
            {
                Summarize(command, path.AsSpan(1));
            }
            else
            {
                command.Description = entry.Summary;
            }

            root.Subcommands.Add(command);
        }

        return root;
    }

    // A list of commands has a line for each; examples are for a command's own help. What is asked for by its name is not hidden.
    private static void Summarize(Command command, ReadOnlySpan<string> path)
    {
        command.Hidden = false;
        foreach (var inner in command.Subcommands)
        {
            if (path is [var name, .. var rest] && (inner.Name == name || inner.Aliases.Contains(name)))
            {
                Summarize(inner, rest);
            }
            else
            {
                inner.Description = inner.Description?.Split('\n')[0].TrimEnd('.');
            }
        }
    }

    // Tools that look for conda read its version here.
    private static string VersionText(string program) => program switch
    {
        "conda" => $"conda {Views.Conda.CondaVersions.Conda}",
        "mamba" or "micromamba" => Views.Conda.CondaVersions.Mamba,
        _ => $"tare {Views.Conda.CondaVersions.Tare}",
    };

    internal static bool IsCondaName(string program) => CondaNames.Contains(program);

    private static bool IsBrokenPipe(Exception exception) => exception is IOException { HResult: 32 } || exception.InnerException is IOException { HResult: 32 };

    // The signal asks; the command ends by itself, with nothing half-made left behind. A second one is meant to end it at once, unless it
    // comes together with the first: timeout(1) signals the program, and then the program's group.
    private static Action<PosixSignalContext> Canceller(CancellationTokenSource stop, TimeProvider clock)
    {
        var started = clock.GetTimestamp();
        TimeSpan? first = null;
        return signal =>
        {
            var now = clock.GetElapsedTime(started);
            first ??= now;
            signal.Cancel = now - first < SameSignal;
            stop.Cancel();
        };
    }
}
