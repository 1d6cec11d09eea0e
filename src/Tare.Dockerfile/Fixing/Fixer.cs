using System.Text;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Rules;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Fixing;

/// <summary>
/// Applies repairs until none is left. Each round takes the repairs that do not touch each other, first in the file first, and
/// reads the result anew, so that a repair never works on text that another has changed.
/// </summary>
public static class Fixer
{
    // A repair answers one finding; a file in which more rounds find more to repair has two repairs that undo each other.
    private const int MaximumRounds = 50;

    /// <summary>The repaired text, and the findings whose repairs were applied.</summary>
    public static FixResult Apply(SourceText source, FixOptions options)
    {
        var applied = new List<Finding>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { source.Text };
        for (var round = 0; round < MaximumRounds; round++)
        {
            var chosen = Choose(source, Linter.Run(source, options.Kind, options.Rules), options);
            var text = chosen.Count == 0 ? source.Text : Apply(source.Text, chosen.SelectMany(f => f.Fix!.Edits));
            if (chosen.Count == 0 || !seen.Add(text))
            {
                break;
            }

            applied.AddRange(chosen);
            source = source.With(text);
        }

        return new FixResult(source, applied, Linter.Run(source, options.Kind, []));
    }

    private static List<Finding> Choose(SourceText source, IReadOnlyList<Finding> findings, FixOptions options)
    {
        var chosen = new List<Finding>();
        var taken = new List<TextSpan>();
        foreach (var finding in findings.Where(f => f.Fix is { } fix && (fix.IsSafe || options.Unsafe)))
        {
            var spans = finding.Fix!.Edits.Select(e => e.Span).ToArray();
            if (spans.All(s => taken.TrueForAll(t => s.End < t.Start || s.Start > t.End)) && Cures(source, finding, findings, options.Kind))
            {
                chosen.Add(finding);
                taken.AddRange(spans);
            }
        }

        return chosen;
    }

    // What an unclosed quotation mark swallows, for example, repairs nothing, and would be added again and again.
    private static bool Cures(SourceText source, Finding finding, IReadOnlyList<Finding> before, LintedKind kind)
    {
        var rules = RuleTable.All.Where(r => r.Code == finding.Rule).ToArray();
        var after = Linter.Run(source.With(Apply(source.Text, finding.Fix!.Edits)), kind, rules);
        return after.Count(IsSame) < before.Count(IsSame);

        bool IsSame(Finding other) => other.Rule == finding.Rule && other.Message == finding.Message;
    }

    private static string Apply(string text, IEnumerable<TextEdit> edits)
    {
        var result = new StringBuilder();
        var position = 0;
        foreach (var edit in edits.OrderBy(e => e.Span.Start).ThenBy(e => e.Span.End))
        {
            result.Append(text, position, edit.Span.Start - position).Append(edit.NewText);
            position = edit.Span.End;
        }

        return result.Append(text, position, text.Length - position).ToString();
    }
}
