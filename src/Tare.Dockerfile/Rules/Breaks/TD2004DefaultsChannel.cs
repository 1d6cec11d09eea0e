using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Shell;

namespace Tare.Dockerfile.Rules.Breaks;

/// <summary>
/// Installs from Anaconda's <c>defaults</c>: since July 2025 a build that has not accepted its terms of service fails, and larger
/// organisations need a licence.
/// </summary>
internal sealed class TD2004DefaultsChannel() : DockerfileRule("TD2004", Severity.Warning, "do not install from `defaults`")
{
    private const string Installer = "Miniconda3-latest";

    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var run in file.Runs.Where(r => r.Installs))
        {
            var source = SourceOfDefaults(file, run);
            Finding[] findings = [.. run.Conda.Where(c => c.Installs).Select(c => Of(c, source)).OfType<Finding>()];
            foreach (var finding in findings.Length > 0 && !IsSettled(file, run) ? findings : [])
            {
                yield return finding;
            }
        }
    }

    private Finding? Of(CondaInvocation call, string? source)
    {
        if ((call.Channels.FirstOrDefault(c => AnacondaChannels.Has(c.Text)) ?? call.Specs.FirstOrDefault(IsFromThem)) is { } channel)
        {
            return At(channel.Span, $"`{SpecText.Read(channel.Text).Channel ?? channel.Text}` is Anaconda's channel: " + (call.Tool == "micromamba"
                ? "larger organisations need a licence for it"
                : "its terms must be accepted, or the build fails"));
        }

        return source is not null && !call.Has("--override-channels") && call.Tool != "micromamba" && call.Subcommand is "install" or "create" or "update"
            ? At(call.Command.Span, $"`{source}` installs from `defaults`: its terms must be accepted, or the build fails", FixFor(call))
            : null;
    }

    // What brought a conda that is set to them: the base image, or an installer, of which those before 2025 ask for no terms.
    private static string? SourceOfDefaults(LintFile file, RunStep run) => KnownImages.UsesDefaults(run.Stage.RootImage)
        ? KnownImages.Repository(run.Stage.RootImage)
        : run.Stage.Chain.SelectMany(s => s.Instructions).TakeWhile(i => i.Syntax.Span.Start <= run.Instruction.Syntax.Span.Start)
            .Any(i => i.Keyword is "RUN" or "ADD" && file.Source.Slice(i.Syntax.Span).Contains(Installer, StringComparison.Ordinal)) ? Installer : null;

    private static bool IsFromThem(ShellWord spec) => SpecText.Read(spec.Text).Channel is { } channel && AnacondaChannels.Has(channel);

    private static bool IsSettled(LintFile file, RunStep run) =>
        run.Instruction.Variables.Declares("CONDA_PLUGINS_AUTO_ACCEPT_TOS")
        || file.Runs.TakeWhile(r => r != run).Append(run).SelectMany(r => r.Script.Commands).Any(Settles);

    // The terms are accepted, or the channels are others: by conda's own commands, or by a line that is written into a .condarc.
    private static bool Settles(SimpleCommand command)
    {
        var call = CondaInvocationReader.Read(command);
        return command.Words.Any(w => w.Text.Contains("auto_accept_tos", StringComparison.Ordinal) || w.Text.Contains("nodefaults", StringComparison.Ordinal)
                || w.Text.Contains("default_channels", StringComparison.Ordinal))
            || (call is { Subcommand: "tos" } && call.Arguments.Any(a => a.Text == "accept"))
            || (call is { Subcommand: "config" } && call.Arguments.Any(a => a.Text == "defaults") && call.Arguments.Any(a => a.Text == "--remove"));
    }

    private static Fix FixFor(CondaInvocation call)
    {
        var channel = call.Channels.Any(c => c.Text == "conda-forge") ? "" : " -c conda-forge";
        return new Fix("install from conda-forge alone", [TextEdit.Insert(call.SubcommandWord.Span.End, $" --override-channels{channel}")], IsSafe: false);
    }
}
