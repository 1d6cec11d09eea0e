using System.CommandLine;
using Tare.Conda.Activation;
using Tare.Conda.Configuration;
using Tare.Primitives.Posix;

namespace Tare.Cli.Commands.Run;

/// <summary><c>tare run</c>: becomes a program in an environment. Streams, signals, exit status and process id are the program's own.</summary>
internal static class RunCommand
{
    private const int CannotExecute = 126;
    private const int NotFound = 127;

    internal static Command Create(CommandContext context)
    {
        var command = new Command("run", """
            Run a program in an environment.

              tare run -n science python train.py --epochs 3
              ENTRYPOINT ["tare", "run", "-n", "app", "python", "serve.py"]
            """);
        var words = new Argument<string[]>("command") { Arity = ArgumentArity.OneOrMore, Description = "The program and its arguments" };
        var folder = new Option<string?>("--cwd") { Description = "Start the program in this folder", HelpName = "PATH" };
        command.Arguments.Add(words);
        command.Options.Add(folder);
        foreach (var name in (string[])["--no-capture-output", "--live-stream", "-s", "--dev", "--debug-wrapper-scripts"])
        {
            command.Options.Add(new Option<bool>(name) { Description = "Accepted for conda's sake", Hidden = true });
        }

        var shared = CondaOptions.AddTo(command, CondaOptionSet.Target);
        command.SetAction(parsed => Run(shared.Resolve(parsed, context), parsed.GetValue(words)!, parsed.GetValue(folder)));
        return command;
    }

    private static int Run(CondaInvocation invocation, string[] words, string? folder)
    {
        var prefix = invocation.Environment();
        var host = invocation.Configuration.Host;
        var change = new EnvironmentActivator(invocation.Configuration, ShellPrograms.Executable(invocation.Context), ".sh").Activate(prefix.Path);
        if (folder is not null)
        {
            EnterFolder(PathExpansion.Full(folder, host));
        }

        try
        {
            return Become(RunPlan.Make(host, change, words), words[0], invocation.Context);
        }
        catch (CommandNotFoundException exception)
        {
            Views.ErrorView.Write(invocation.Context.Terminal, exception, json: false);
            return exception.ExitStatus;
        }
    }

    private static int Become(RunPlan plan, string name, CommandContext context)
    {
        var error = context.ReplaceProcess(plan.Program, plan.Arguments, plan.Variables);
        if (error == ProgramImage.NoProgram)
        {
            plan = plan.ThroughShell();
            error = context.ReplaceProcess(plan.Program, plan.Arguments, plan.Variables);
        }

        if (error == 0)
        {
            return 0;
        }

        // The system says that the program is not there where its interpreter is not.
        var isScript = error == PosixException.NotFound && File.Exists(plan.Program);
        context.Terminal.Error.WriteLine($"error: cannot run `{name}`: {(isScript ? $"the interpreter that `{plan.Program}` names in its first line is not there" : PosixException.Describe(error))}");
        return error == PosixException.NotFound ? NotFound : CannotExecute;
    }

    private static void EnterFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new UsageException($"--cwd names `{folder}`, which is not a folder", "make it, or name another");
        }

        Directory.SetCurrentDirectory(folder);
    }
}
