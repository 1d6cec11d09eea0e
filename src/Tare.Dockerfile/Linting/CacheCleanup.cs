using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Shell;

namespace Tare.Dockerfile.Linting;

/// <summary>
/// What becomes of conda's package cache in a RUN: whether a command cleans it, and whether it is written to a layer at all.
/// <c>rm -rf</c> and <c>find -delete</c> of the cache folder count like <c>conda clean</c>.
/// </summary>
internal static class CacheCleanup
{
    /// <summary>The RUN only downloads, or a RUN behind it installs from what this one downloaded.</summary>
    internal static bool CacheIsNeededLater(LintFile file, RunStep install) =>
        install.Conda.Any(c => c.Has("--download-only")) || file.Runs.SkipWhile(r => r != install).Skip(1).Any(r => r.Conda.Any(c => c.Has("--offline")));

    /// <summary>The command frees the archives, the extracted packages, or all.</summary>
    internal static bool Cleans(SimpleCommand command) =>
        CondaInvocationReader.Read(command) is { Cleans: true } clean
            ? clean.Has("-a", "--all", "-t", "--tarballs", "-p", "--packages", "-f", "--force-pkgs-dirs")
            : RemovesPackages(command) || IsTareClean(command);

    /// <summary>The command frees what <c>conda clean --all</c> keeps because it is linked: the whole cache folder.</summary>
    internal static bool CleansWholly(SimpleCommand command) =>
        CondaInvocationReader.Read(command) is { Cleans: true } clean
            ? clean.Has("-f", "--force-pkgs-dirs")
            : RemovesPackages(command) || IsTareClean(command);

    /// <summary>A command behind the one given cleans.</summary>
    internal static bool IsCleanedAfter(RunStep run, SimpleCommand install)
    {
        var commands = run.Script.Commands;
        var at = IndexOf(commands, install);
        return commands.Skip(at + 1).Any(c => Cleans(c) && !(c.IsConditional && !install.IsConditional && c.Before != ShellOperator.Or));
    }

    /// <summary>The cache lies in a mount, or in a folder that is thrown away.</summary>
    internal static bool CacheIsOutsideTheLayer(RunStep run, SimpleCommand install)
    {
        var configured = run.Variable(install, "CONDA_PKGS_DIRS");
        return run.MountTargets.Any(t => t.Contains("pkgs", StringComparison.Ordinal) || t is "/opt/conda" or "/opt")
            || (configured is not null && (run.IsMounted(configured) || configured.StartsWith("/dev/shm", StringComparison.Ordinal)));
    }

    internal static int IndexOf(ImmutableArray<SimpleCommand> commands, SimpleCommand command)
    {
        for (var i = 0; i < commands.Length; i++)
        {
            if (ReferenceEquals(commands[i], command))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool RemovesPackages(SimpleCommand command) => command.Program switch
    {
        "rm" => command.Words.Skip(1).Any(w => w.Text is ['-', ..] && (w.Text.Contains('r', StringComparison.Ordinal) || w.Text.Contains('R', StringComparison.Ordinal)))
            && command.Words.Skip(1).Any(w => IsPackageFolder(w.Text)),
        "find" => command.Words.Skip(1).Any(w => IsPackageFolder(w.Text)) && command.Words.Any(w => w.Text == "-delete"),
        _ => false,
    };

    // The folder itself, or the root that it lies in.
    private static bool IsPackageFolder(string path)
    {
        var trimmed = path.TrimEnd('*', '/');
        return trimmed.EndsWith("/pkgs", StringComparison.Ordinal) || trimmed == "pkgs" || CondaPaths.IsRoot(trimmed);
    }

    private static bool IsTareClean(SimpleCommand command) =>
        command.Program == "tare" && command.Words.Length > 1 && command.Words[1].Text == "clean";
}
