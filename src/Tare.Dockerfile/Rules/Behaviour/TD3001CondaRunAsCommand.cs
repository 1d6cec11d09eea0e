using System.Text.Json;
using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Stages;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Rules.Behaviour;

/// <summary>
/// Starts the program through <c>conda run</c>: it stays in front as process 1, passes no signal on, so that a stop takes ten
/// seconds and kills, and it holds the output back.
/// </summary>
internal sealed class TD3001CondaRunAsCommand() : DockerfileRule("TD3001", Severity.Warning, "do not start the program through `conda run`")
{
    private static readonly string[] WithValue = ["-n", "--name", "-p", "--prefix", "--cwd"];

    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var instruction in file.ShippedStages.SelectMany(s => s.Instructions).Where(i => i.Keyword is "CMD" or "ENTRYPOINT"))
        {
            var words = instruction.Syntax.ExecForm;
            var isRun = words is { Count: > 2 } && CondaInvocationReader.IsTool(words[0].Text) && words.Any(w => w.Text == "run");
            var script = instruction.Script?.Commands.Select(CondaInvocationReader.Read).FirstOrDefault(c => c?.Subcommand == "run");
            if (isRun || script is not null)
            {
                yield return At(
                    instruction.Syntax.LineSpan,
                    "`conda run` stays in front as process 1: signals do not reach the program" + (IsUncaptured(instruction) ? "" : ", and its output is held back"),
                    isRun ? FixFor(instruction, words!) : null);
            }
        }
    }

    private static bool IsUncaptured(StageInstruction instruction) =>
        instruction.Syntax.Arguments.Text.Contains("--no-capture-output", StringComparison.Ordinal)
        || instruction.Syntax.Arguments.Text.Contains("--live-stream", StringComparison.Ordinal);

    // A shell that activates and then becomes the program: the same environment, and the program is process 1.
    private static Fix? FixFor(StageInstruction instruction, IReadOnlyList<ExecWord> words)
    {
        var at = words.Select(w => w.Text).ToList().IndexOf("run") + 1;
        string? environment = null;
        for (; at < words.Count && words[at].Text is ['-', ..]; at++)
        {
            if (WithValue.Contains(words[at].Text) && at + 1 < words.Count)
            {
                environment = words[at].Text == "--cwd" ? environment : words[at + 1].Text;
                at++;
            }
        }

        // ENTRYPOINT may leave the program to CMD.
        var isWhole = at < words.Count || instruction.Keyword == "ENTRYPOINT";
        if (environment is null || !isWhole || words.Any(w => w.Text == "--cwd") || !words[0].Text.EndsWith("conda", StringComparison.Ordinal)
            || !IsPlain(environment) || !IsPlain(words[0].Text) || instruction.Syntax.Source.Slice(instruction.Syntax.LineSpan).Contains('#'))
        {
            return null;
        }

        var script = $". \"$({words[0].Text} info --base)/etc/profile.d/conda.sh\" && conda activate {environment} && exec \"$@\"";
        string[] command = ["/bin/bash", "-c", script, "bash", .. words.Skip(at).Select(w => w.Text)];
        var json = "[" + string.Join(", ", command.Select(Quote)) + "]";
        return new Fix(
            "activate in a shell that becomes the program",
            [new TextEdit(instruction.Syntax.Arguments.ToSource(new TextSpan(0, instruction.Syntax.Arguments.Text.TrimEnd().Length)), json)]);
    }

    // Nothing in it means something to a shell.
    private static bool IsPlain(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or '+');

    private static string Quote(string text) => "\"" + JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\"";
}
