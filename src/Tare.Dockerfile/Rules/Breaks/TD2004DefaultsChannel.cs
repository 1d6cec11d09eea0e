using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Rules.Breaks;

/// <summary>
/// Installs from Anaconda's <c>defaults</c>: since July 2025 a build that has not accepted its terms of service fails, and larger
/// organisations need a licence.
/// </summary>
internal sealed class TD2004DefaultsChannel() : DockerfileRule("TD2004", Severity.Warning, "do not install from `defaults`")
{
    private static readonly string[] DefaultsNames = ["defaults", "main", "r", "anaconda", "pkgs/main", "pkgs/r"];

    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var run in file.Runs.Where(r => r.Installs && !IsSettled(file, r)))
        {
            foreach (var call in run.Conda.Where(c => c.Installs))
            {
                if (call.Channels.FirstOrDefault(c => DefaultsNames.Contains(c.Text) || c.Text.Contains("repo.anaconda.com", StringComparison.Ordinal)) is { } channel)
                {
                    yield return At(channel.Span, $"`{channel.Text}` is Anaconda's channel: " + (call.Tool == "micromamba"
                        ? "larger organisations need a licence for it"
                        : "its terms must be accepted, or the build fails"));
                }
                else if (KnownImages.UsesDefaults(run.Stage.RootImage) && !call.Has("--override-channels") && call.Subcommand is "install" or "create" or "update")
                {
                    yield return At(
                        call.Command.Span,
                        $"`{KnownImages.Repository(run.Stage.RootImage)}` installs from `defaults`: its terms must be accepted, or the build fails",
                        FixFor(call));
                }
            }
        }
    }

    private static bool IsSettled(LintFile file, RunStep run) =>
        run.Instruction.Variables.Declares("CONDA_PLUGINS_AUTO_ACCEPT_TOS")
        || file.Runs.TakeWhile(r => r != run).Append(run).SelectMany(r => r.Conda).Any(Settles);

    private static bool Settles(CondaInvocation call)
    {
        if (call.Subcommand is not ("tos" or "config"))
        {
            return false;
        }

        var words = call.Arguments.Select(a => a.Text).ToArray();
        return (call.Subcommand == "tos" && words.Contains("accept"))
            || (call.Subcommand == "config" && words.Contains("defaults") && words.Any(w => w is "--remove"))
            || (call.Subcommand == "config" && words.Contains("nodefaults"));
    }

    private static Fix FixFor(CondaInvocation call)
    {
        var last = call.Subcommand.Split(' ')[^1];
        var word = call.Command.Words.First(w => w.Text == last);
        var channel = call.Channels.Any(c => c.Text == "conda-forge") ? "" : " -c conda-forge";
        return new Fix("install from conda-forge alone", [TextEdit.Insert(word.Span.End, $" --override-channels{channel}")], IsSafe: false);
    }
}
