using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Shell;

namespace Tare.Dockerfile.Rules.Bytes;

/// <summary>Leaves apt's package lists in the layer.</summary>
internal sealed class TD1006AptLists() : DockerfileRule("TD1006", Severity.Info, "remove apt's lists in the RUN that fetched them")
{
    private const string Remove = "rm -rf /var/lib/apt/lists/*";

    private static readonly string[] Installers = ["conda", "mconda", "miniconda", "anaconda", "miniforge", "mambaforge"];

    public override IReadOnlyList<string> Waste => ["apt-lists", "apt-archives"];

    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var run in file.ShippedRuns)
        {
            var update = run.Script.Commands.LastOrDefault(IsUpdate);
            if (update is null || run.IsMounted("/var/lib/apt/lists") || run.Script.Commands.SkipWhile(c => c != update).Any(RemovesLists))
            {
                continue;
            }

            var command = update.Words[0].Text == "sudo" ? "sudo " + Remove : Remove;
            yield return At(
                update.Span,
                $"`{update.Words.First(w => w.Text != "sudo").Text} update` leaves its package lists in this layer",
                IsSure(run, update) && !AreNeededLater(file, run) && ScriptEdits.Append(run, command) is { } edit ? new Fix($"add `{command}`", [edit]) : null);
        }
    }

    // A RUN that only fetches them fetches them for something; one that may fail, or is not reached, must not begin to.
    private static bool IsSure(RunStep run, SimpleCommand update) =>
        update is { IsConditional: false, Depth: 0 }
        && run.Script.Commands.SkipWhile(c => c != update).Skip(1) is var behind
        && behind.Any(c => c.Words.Any(w => w.Text is "install" or "upgrade" or "dist-upgrade" or "full-upgrade" or "build-dep"))
        && !behind.Any(c => c.Before == ShellOperator.Or && c.Depth == 0);

    // A later RUN, in this stage or in one built on it, that installs before it updates reads the lists of this one.
    private static bool AreNeededLater(LintFile file, RunStep run) => file.Runs.SkipWhile(r => r != run).Skip(1)
        .Where(r => r.Stage.Chain.Contains(run.Stage))
        .Any(r => r.Script.Commands.FirstOrDefault(c => IsUpdate(c) || MayUseLists(c)) is { } first && !IsUpdate(first))
        || file.Stages.Any(s => s.Chain.Contains(run.Stage) && s.Instructions.Any(i => i.Keyword == "ONBUILD" && i.Syntax.Arguments.Text.Contains("apt", StringComparison.Ordinal)));

    // Also where the call is a word of another shell's script, or hides in a script of the project.
    private static bool MayUseLists(SimpleCommand command) =>
        !RemovesLists(command) && (IsScript(command) || command.Words.Any(w => w.Text.Contains("apt", StringComparison.Ordinal)));

    private static bool IsScript(SimpleCommand command)
    {
        var words = command.Words.Select(w => w.Text).ToArray();
        return words.Length > 0 && !words.Any(IsHarmless) && (command.Program switch
        {
            "sh" or "bash" or "." or "source" or "just" or "ansible-playbook" => true,
            "make" => words.Skip(1).Any(w => w is not (['-', ..] or "all" or "install" or "check" or "test" or "clean")),
            "rm" or "curl" or "wget" or "chmod" or "cp" or "mv" or "conda" or "echo" => false,
            _ => words[0].StartsWith("./", StringComparison.Ordinal) || !command.Words[0].IsLiteral || words.Any(w => w.EndsWith(".sh", StringComparison.Ordinal)),
        });
    }

    // Installers of conda, what is read to activate, and the first step of every other source package.
    private static bool IsHarmless(string word)
    {
        var name = word[(word.LastIndexOf('/') + 1)..];
        return Installers.Any(i => name.StartsWith(i, StringComparison.OrdinalIgnoreCase)) || word.Contains("CONDA", StringComparison.Ordinal)
            || name is "activate" or "configure" or "autogen.sh" || name.EndsWith("bashrc", StringComparison.Ordinal) || name.EndsWith("profile", StringComparison.Ordinal);
    }

    private static bool IsUpdate(SimpleCommand command)
    {
        if (command.Program is not ("apt-get" or "apt" or "sudo"))
        {
            return false;
        }

        var words = command.Words.Select(w => w.Text).SkipWhile(w => w == "sudo").ToArray();
        return words.Length > 1 && words[0] is "apt-get" or "apt" && words.Skip(1).FirstOrDefault(w => w is not ['-', ..]) == "update";
    }

    private static bool RemovesLists(SimpleCommand command) =>
        (command.Words.Any(w => w.Text is "rm" or "find")
            && command.Words.Any(w => w.Text.StartsWith("/var/lib/", StringComparison.Ordinal) && w.Text.Contains("apt", StringComparison.Ordinal)))
        || command.Words.Any(w => w.Text == "distclean");
}
