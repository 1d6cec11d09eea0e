using Tare.Dockerfile.EnvironmentFiles;
using Tare.Dockerfile.Parsing;
using Tare.Dockerfile.Rules;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Linting;

/// <summary>Runs rules over a file.</summary>
public static class Linter
{
    /// <summary>What cannot be read is reported under this code.</summary>
    public const string SyntaxCode = "TD0001";

    /// <summary>The findings of a text of the kind given, in the order of the file.</summary>
    public static IReadOnlyList<Finding> Run(SourceText source, LintedKind kind, IReadOnlyList<Rule>? rules = null, LintSettings? settings = null) =>
        source.Text.Contains('\0', StringComparison.Ordinal) ? [new Finding(SyntaxCode, Severity.Error, default, "this is not a text file")]
        : kind == LintedKind.Environment ? Run(EnvironmentTextReader.Read(source), rules)
        : Run(new LintFile(DockerfileParser.Parse(source), settings), rules);

    /// <summary>The findings of a Dockerfile; those that an ignore comment silences are left out.</summary>
    public static IReadOnlyList<Finding> Run(LintFile file, IReadOnlyList<Rule>? rules = null)
    {
        var ignores = IgnoreComments.Read(file);
        var findings = new List<Finding>();
        foreach (var rule in rules ?? RuleTable.All)
        {
            if (rule is DockerfileRule dockerfileRule)
            {
                foreach (var finding in dockerfileRule.Check(file))
                {
                    if (!ignores.Silences(finding))
                    {
                        findings.Add(WithBytes(file, dockerfileRule, finding));
                    }
                }
            }
        }

        return InOrder(file.Syntax.Diagnostics, findings);
    }

    /// <summary>The findings of an environment.yml; <c># tare ignore=TD4001</c> behind an entry silences a rule for its line.</summary>
    public static IReadOnlyList<Finding> Run(EnvironmentText file, IReadOnlyList<Rule>? rules = null)
    {
        var findings = (rules ?? RuleTable.All).OfType<EnvironmentRule>().SelectMany(r => r.Check(file));
        return InOrder(file.Diagnostics, findings.Where(f => !IgnoreComments.SilencesLine(file.Source, f)));
    }

    private static Finding WithBytes(LintFile file, DockerfileRule rule, Finding finding)
    {
        if (file.Settings.Measured is not { } measured || rule.Waste.Count == 0
            || file.Runs.FirstOrDefault(r => r.Instruction.Syntax.Span.Contains(finding.Span.Start)) is not { } run)
        {
            return finding;
        }

        var words = string.Join(' ', run.Instruction.Syntax.Arguments.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return measured.BytesOf(words, rule.Waste) is > 0 and var bytes
            ? finding with { Message = $"{finding.Message}; the image carries {new Primitives.ByteSize(bytes)} of it" }
            : finding;
    }

    private static Finding[] InOrder(IEnumerable<Diagnostic> diagnostics, IEnumerable<Finding> findings) =>
        [.. diagnostics.Select(d => new Finding(SyntaxCode, Severity.Error, d.Span, d.Message)).Concat(findings)
            .OrderBy(f => f.Span.Start).ThenBy(f => f.Rule, StringComparer.Ordinal)];
}
