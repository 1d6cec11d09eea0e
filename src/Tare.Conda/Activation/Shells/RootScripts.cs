using Tare.Primitives.Files;

namespace Tare.Conda.Activation.Shells;

/// <summary>
/// The scripts of a conda root that others source: workflow engines enter environments with <c>source ROOT/bin/activate ENV</c>, Dockerfiles begin with
/// <c>. ROOT/etc/profile.d/conda.sh</c>.
/// </summary>
public static class RootScripts
{
    private const string Mark = "# Written by tare";

    /// <summary>Writes them where the root has none, or older ones of tare; those of conda are left alone.</summary>
    /// <param name="root">The root prefix.</param>
    /// <param name="executable">The program that the scripts call.</param>
    /// <exception cref="IOException">The root cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The root may not be written.</exception>
    public static void Write(string root, string executable)
    {
        var hook = Hook(root, executable);
        (string Path, string Text)[] scripts =
        [
            ("bin/activate", $"{Mark}: enters an environment, `. {root}/bin/activate ENVIRONMENT`.\n{hook}tare activate \"$@\"\n"),
            ("bin/deactivate", $"{Mark}: leaves the active environment.\n{hook}tare deactivate\n"),
            ("etc/profile.d/conda.sh", $"{Mark}: prepares a shell for `conda activate`.\n{hook}"),
        ];
        if (Array.Exists(scripts, s => Read(Path.Join(root, s.Path)) is { } text && !text.StartsWith(Mark, StringComparison.Ordinal)))
        {
            return;
        }

        foreach (var (path, text) in scripts.Where(s => Read(Path.Join(root, s.Path)) != s.Text))
        {
            var file = Path.Join(root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            AtomicFile.Write(file, text);
        }
    }

    // Whoever sources a script says which environment to enter, if any.
    private static string Hook(string root, string executable)
    {
        var syntax = new PosixSyntax();
        return $"eval \"$(CONDA_AUTO_ACTIVATE=false CONDA_ROOT_PREFIX={syntax.Quote(root)} {syntax.Quote(executable)} shell hook posix)\" || return\n";
    }

    private static string? Read(string path) => File.Exists(path) ? File.ReadAllText(path) : null;
}
