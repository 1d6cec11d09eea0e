using Tare.Conda.Activation.Shells;
using Tare.Conda.Configuration;
using Tare.Primitives.Posix;

namespace Tare.Conda.Activation;

/// <summary>
/// A program to become, in an environment. Where the environment has scripts to run on activation, a shell runs them and then becomes the
/// program itself; otherwise nothing stands between.
/// </summary>
/// <param name="Program">The file to execute.</param>
/// <param name="Arguments">Its arguments, the name it is called by first.</param>
/// <param name="Variables">Its environment.</param>
public sealed record RunPlan(string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Variables)
{
    /// <summary>Plans a run; <see cref="CommandNotFoundException"/> where PATH does not have the command.</summary>
    public static RunPlan Make(CondaHost host, ActivationChange change, IReadOnlyList<string> command)
    {
        if (change.ActivateScripts.Count + change.DeactivateScripts.Count > 0)
        {
            var shell = File.Exists("/bin/bash") ? "/bin/bash" : "/bin/sh";
            var text = new PosixSyntax().Write(change with { PromptModifier = null }, host.Variables) + Guard(command[0], change, host) + "exec \"$@\"\n";
            return new RunPlan(shell, [shell, "-c", text, "tare", .. command], new Dictionary<string, string>(host.Variables, StringComparer.Ordinal));
        }

        var variables = Apply(host.Variables, change);
        return new RunPlan(Find(command[0], variables.GetValueOrDefault("PATH", ""), host), command, variables);
    }

    // The scripts may extend PATH, so only the shell knows in the end; what it would say of a missing command is said better here.
    private static string Guard(string command, ActivationChange change, CondaHost host)
    {
        if (Obstacle(command, change, host) is not { } obstacle)
        {
            return "";
        }

        var message = new PosixSyntax().Quote($"error: {obstacle.Message}\nhint: {obstacle.Hint}");
        return $"[ -x \"$(command -v \"$1\")\" ] || {{ printf '%s\\n' {message} >&2; exit {obstacle.ExitStatus}; }}\n";
    }

    private static CommandNotFoundException? Obstacle(string command, ActivationChange change, CondaHost host)
    {
        if (command.Contains('/', StringComparison.Ordinal))
        {
            return FileAccessCheck.IsExecutable(command) ? null : new CommandNotFoundException(command, isDenied: File.Exists(command));
        }

        try
        {
            Find(command, Apply(host.Variables, change).GetValueOrDefault("PATH", ""), host);
            return null;
        }
        catch (CommandNotFoundException exception)
        {
            return exception;
        }
    }

    /// <summary>The same through a shell, for a script that does not name its interpreter.</summary>
    public RunPlan ThroughShell() => new("/bin/sh", ["/bin/sh", Program, .. Arguments.Skip(1)], Variables);

    /// <summary>Variables after a change that has no scripts.</summary>
    public static Dictionary<string, string> Apply(IReadOnlyDictionary<string, string> variables, ActivationChange change)
    {
        var result = new Dictionary<string, string>(variables, StringComparer.Ordinal);
        if (change.EarlyPath is { } path)
        {
            result["PATH"] = path;
        }

        foreach (var name in change.Unset)
        {
            result.Remove(name);
        }

        foreach (var (name, value) in change.Export)
        {
            result[name] = value;
        }

        return result;
    }

    private static string Find(string command, string path, CondaHost host)
    {
        if (command.Contains('/', StringComparison.Ordinal))
        {
            return command;
        }

        var denied = false;
        foreach (var folder in path.Split(':'))
        {
            var file = Path.Join(folder.Length == 0 ? host.WorkingDirectory : folder, command);
            if (File.Exists(file))
            {
                if (FileAccessCheck.IsExecutable(file))
                {
                    return file;
                }

                denied = true;
            }
        }

        throw new CommandNotFoundException(command, denied);
    }
}
