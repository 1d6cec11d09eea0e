using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Shell;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Rules.Breaks;

/// <summary>Calls <c>conda clean</c> with options that it no longer knows, which makes it fail.</summary>
internal sealed class TD2007RemovedOptions() : DockerfileRule("TD2007", Severity.Error, "no options that `conda clean` no longer has")
{
    private static readonly string[] Removed = ["--source-cache", "--lock"];

    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var clean in file.Runs.SelectMany(r => r.Conda).Where(c => c is { Cleans: true, Tool: "conda" or "mamba" }))
        {
            foreach (var word in clean.Arguments)
            {
                var letter = word.Text is ['-', not '-', ..] ? word.Text.IndexOf('s', StringComparison.Ordinal) : -1;
                if (letter > 0)
                {
                    yield return At(word.Span, $"`conda clean` has no `-s` any more, so `{word.Text}` fails", WithoutLetter(word, letter));
                }
                else if (Removed.Contains(word.Text))
                {
                    yield return At(word.Span, $"`conda clean` has no `{word.Text}` any more and fails", new Fix(
                        $"take `{word.Text}` out", [TextEdit.Delete(new TextSpan(word.Span.Start - 1, word.Span.Length + 1))]));
                }
            }
        }
    }

    private static Fix? WithoutLetter(ShellWord word, int letter) => word.Span.Length != word.Text.Length
        ? null
        : word.Text.Length == 2
            ? new Fix("take `-s` out", [TextEdit.Delete(new TextSpan(word.Span.Start - 1, 3))])
            : new Fix("take the `s` out", [TextEdit.Delete(new TextSpan(word.Span.Start + letter, 1))]);
}
