using System.Buffers;
using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Shell;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Rules.Breaks;

/// <summary>Calls <c>conda clean</c> with options that it no longer knows, which makes it fail.</summary>
internal sealed class TD2007RemovedOptions() : DockerfileRule("TD2007", Severity.Error, "no options that `conda clean` no longer has")
{
    private static readonly SearchValues<char> Targets = SearchValues.Create("aiptfcl");
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
                    yield return At(word.Span, $"`conda clean` has no `-s` any more, so `{word.Text}` fails", word.Text.Length == 2 ? Without(file, clean, word) : WithoutLetter(clean, word, letter));
                }
                else if (Removed.Contains(word.Text))
                {
                    yield return At(word.Span, $"`conda clean` has no `{word.Text}` any more and fails", Without(file, clean, word));
                }
            }
        }
    }

    private static Fix? WithoutLetter(CondaInvocation clean, ShellWord word, int letter) =>
        word.Span.Length != word.Text.Length || !clean.Arguments.Any(a => SaysWhatGoes(a.Text))
        ? null
        : new Fix("take the `s` out", [TextEdit.Delete(new TextSpan(word.Span.Start + letter, 1))]);

    // A clean that is told nothing else to remove would still fail; a line that begins with the word might be left empty.
    private static Fix? Without(LintFile file, CondaInvocation clean, ShellWord word) =>
        clean.Arguments.Any(a => a.Span != word.Span && SaysWhatGoes(a.Text)) && word.Span.Start > 0 && file.Source.Text[word.Span.Start - 1] == ' '
            && !IsFirstOfItsLine(file.Source.Text, word.Span.Start)
            ? new Fix($"take `{word.Text}` out", [TextEdit.Delete(new TextSpan(word.Span.Start - 1, word.Span.Length + 1))])
            : null;

    private static bool SaysWhatGoes(string argument) => argument is ['-', not '-', ..]
        ? argument.AsSpan(1).ContainsAny(Targets)
        : argument is "--all" or "--index-cache" or "--packages" or "--tarballs" or "--force-pkgs-dirs" or "--tempfiles" or "--logfiles";

    private static bool IsFirstOfItsLine(string text, int position) =>
        text.AsSpan()[(text.LastIndexOf('\n', position - 1) + 1)..position].IsWhiteSpace();
}
