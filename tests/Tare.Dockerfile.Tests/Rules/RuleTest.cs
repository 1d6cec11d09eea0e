using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Parsing;
using Tare.Dockerfile.Rules;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Tests.Rules;

/// <summary>What the tests of all rules share: whether a rule finds something, and what its repair makes of a file.</summary>
public abstract class RuleTest(string code)
{
    private Rule Rule => RuleTable.All.Single(r => r.Code == code);

    protected void Finds(string text, int times = 1) =>
        Linter.Run(LintFile.Parse(text), [Rule]).Count(f => f.Rule == code).ShouldBe(times, text);

    protected void IsSilent(string text) => Finds(text, 0);

    protected void Repairs(string text, string repaired, bool isUnsafe = false)
    {
        var result = Fixer.Apply(SourceText.From(text), new FixOptions([Rule], isUnsafe));
        result.Text.Text.ShouldBe(repaired);
        Fixer.Apply(result.Text, new FixOptions([Rule], isUnsafe)).Text.Text.ShouldBe(repaired);
        Linter.Run(new LintFile(DockerfileParser.Parse(result.Text)), [Rule]).Where(f => f.Rule == code).ShouldBeEmpty();
    }
}
