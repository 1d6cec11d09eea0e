using Tare.Dockerfile.Rules;

namespace Tare.Dockerfile.Linting;

/// <summary>Runs rules over a file.</summary>
public static class Linter
{
    /// <summary>
    /// The findings in the order of the file; those that an ignore comment silences are left out. Errors of the parser are
    /// reported under <c>TD0001</c>.
    /// </summary>
    public static IReadOnlyList<Finding> Run(LintFile file, IReadOnlyList<Rule>? rules = null)
    {
        var ignores = IgnoreComments.Read(file);
        return [.. file.Syntax.Diagnostics.Select(d => new Finding("TD0001", Severity.Error, d.Span, d.Message))
            .Concat((rules ?? RuleTable.All).SelectMany(r => r.Check(file)))
            .Where(f => !ignores.Silences(f))
            .OrderBy(f => f.Span.Start).ThenBy(f => f.Rule, StringComparer.Ordinal)];
    }
}
