using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Shell;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Fixing;

/// <summary>
/// Puts a clean behind the installs of a RUN: at its end, where all of it went well once the end is reached; else right behind each
/// install, so that it runs exactly when that install did and cannot fail where nothing failed before.
/// </summary>
internal static class CleanEdits
{
    // What decides which caches are cleaned, or whether the tool is found.
    private static readonly string[] Settings =
        ["CONDA_PKGS_DIRS", "CONDA_ROOT", "CONDA_PREFIX", "CONDARC", "CONDA_EXE", "MAMBA_ROOT_PREFIX", "MAMBARC", "HOME", "PATH"];

    /// <summary>The edits that clean behind the installs given, in the order of the script; null where that cannot be done for sure.</summary>
    /// <param name="run">The RUN.</param>
    /// <param name="installs">Installs of the RUN.</param>
    internal static TextEdit[]? Behind(RunStep run, IReadOnlyList<CondaInvocation> installs)
    {
        if (CommandFor(run, installs[^1]) is { } last && ReachesTheEnd(run, installs[^1]) && ScriptEdits.Append(run, last) is { } edit)
        {
            return [edit];
        }

        var edits = new List<TextEdit>();
        for (var i = 0; i < installs.Count; i++)
        {
            if (i + 1 < installs.Count && FollowsAtOnce(run.Script, installs[i], installs[i + 1]))
            {
                continue;
            }

            if (CommandFor(run, installs[i]) is not { } command || ScriptEdits.InsertBehind(run, installs[i].Command, command) is not { } behind)
            {
                return null;
            }

            edits.Add(behind);
        }

        return [.. edits];
    }

    /// <summary>The clean by the same tool as the install's, with its rights, root and settings; null where the words cannot be repeated.</summary>
    internal static string? CommandFor(RunStep run, CondaInvocation install)
    {
        var command = install.Command;
        ShellWord[] words =
        [
            .. command.Assignments.Where(a => Settings.Any(s => a.Text.StartsWith(s + "=", StringComparison.Ordinal))),
            .. CommandPrefix.ForAnother(command.Words),
            install.Program,
        ];
        var source = run.Instruction.Syntax.Source;
        var root = install.Root is { } folder ? $" -r {source.Slice(folder.Span)}" : "";
        var text = string.Join(' ', words.Select(w => source.Slice(w.Span).ToString())) + " clean -afy" + root;
        return text.AsSpan().ContainsAny('\n', '#') || root.Contains("-r -", StringComparison.Ordinal) ? null : text;
    }

    /// <summary>The end of the script is reached only where the tool was found, and it is still there then.</summary>
    internal static bool ReachesTheEnd(RunStep run, CondaInvocation install)
    {
        var commands = run.Script.Commands;
        var certain = run.Conda.FirstOrDefault(c => c.Command is { IsConditional: false, IsNegated: false, Depth: 0 } && c.Program.Text == install.Program.Text);
        if (certain is null)
        {
            return false;
        }

        var behind = commands.Skip(CacheCleanup.IndexOf(commands, certain.Command) + 1).ToArray();
        var isInPipe = behind is [{ Before: ShellOperator.Pipe }, ..];
        var endsTheScript = run.Script.SetsExitOnFailure && behind is [] or [{ Before: ShellOperator.Sequence }, ..]
            ? behind.All(c => c.Before != ShellOperator.Or)
            : behind.All(c => c.Before is ShellOperator.And or ShellOperator.Pipe || IsRetry(c));
        return !isInPipe && endsTheScript && !behind.Any(c => MayTakeAway(run, c, install.Program));

        bool IsRetry(SimpleCommand command) =>
            command.Before == ShellOperator.Or && CondaInvocationReader.Read(command)?.Program.Text == install.Program.Text;
    }

    // What is taken for a removal and is none only moves the clean nearer to its install.
    private static bool MayTakeAway(RunStep run, SimpleCommand command, ShellWord program)
    {
        var names = command.Words.Select(w => w.Text[(w.Text.LastIndexOf('/') + 1)..]).ToArray();
        return command.Program is "cd" or "pushd" or "exit" or "exec" or "return" or "unset" or "su" or "deactivate" or "break" or "continue"
            || command.Assignments.Concat(command.Words).Any(w => w.Text.StartsWith("PATH=", StringComparison.Ordinal))
            || (CondaInvocationReader.Read(command)?.Subcommand is "deactivate" or "remove" or "uninstall")
            || (names.Any(n => n is "rm" or "mv" or "unlink" or "find" or "rmdir") && command.Words.Skip(1).Any(w => Holds(run.Instruction.Variables.Expand(w.Text), program.Text)));
    }

    // The path is the tool, or a folder above it, or a variable decides; a tool without a folder may lie in any that looks like its.
    private static bool Holds(string path, string program)
    {
        var folder = path.TrimEnd('/', '*').Replace("./", "", StringComparison.Ordinal);
        var last = folder[(folder.LastIndexOf('/') + 1)..];
        return path is not ['-', ..]
            && (path.Contains('$', StringComparison.Ordinal) || folder.Length == 0 || last is "bin" or "condabin" or "local" or "opt" or "usr"
                || program.Replace("./", "", StringComparison.Ordinal).StartsWith(folder, StringComparison.Ordinal)
                || (!last.Contains('.', StringComparison.Ordinal)
                    && (last.Contains("conda", StringComparison.OrdinalIgnoreCase) || last.Contains("mamba", StringComparison.OrdinalIgnoreCase) || last.Contains("forge", StringComparison.OrdinalIgnoreCase))));
    }

    // Both run or neither, so that one clean does for both.
    private static bool FollowsAtOnce(ShellScript script, CondaInvocation install, CondaInvocation next)
    {
        var from = CacheCleanup.IndexOf(script.Commands, install.Command);
        var to = CacheCleanup.IndexOf(script.Commands, next.Command);
        return script.Commands.Skip(from + 1).Take(to - from).All(c =>
            c.Before == ShellOperator.And && c.Depth == install.Command.Depth && c.IsConditional == install.Command.IsConditional);
    }
}
