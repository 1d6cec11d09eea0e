using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Rules;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Tests.Rules;

/// <summary>What the tests of all rules share: whether a rule finds something, and what its repair makes of a file.</summary>
public abstract class RuleTest(string code, LintedKind kind = LintedKind.Dockerfile, LintSettings? settings = null)
{
    private Rule Rule => RuleTable.All.Single(r => r.Code == code);

    protected void Finds(string text, int times = 1) => Findings(text).Length.ShouldBe(times, text);

    protected void IsSilent(string text) => Finds(text, 0);

    protected void HasNoRepair(string text)
    {
        Findings(text).ShouldHaveSingleItem().Fix.ShouldBeNull();
    }

    protected void IsNotSure(string text)
    {
        Findings(text).ShouldHaveSingleItem().Fix.ShouldNotBeNull().IsSafe.ShouldBeFalse(text);
    }

    protected string MessageOf(string text) => Findings(text).ShouldHaveSingleItem().Message;

    protected Severity SeverityOf(string text) => Findings(text).ShouldHaveSingleItem().Severity;

    protected void Repairs(string text, string repaired, bool isUnsafe = false)
    {
        var options = new FixOptions([Rule], isUnsafe) { Kind = kind };
        var result = Fixer.Apply(SourceText.From(text), options);
        result.Text.Text.ShouldBe(repaired);
        Fixer.Apply(result.Text, options).Text.Text.ShouldBe(repaired);
        Findings(repaired).ShouldBeEmpty();
    }

    private Finding[] Findings(string text) => [.. Linter.Run(SourceText.From(text), kind, [Rule], settings).Where(f => f.Rule == code)];
}
