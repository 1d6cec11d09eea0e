using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Parsing;
using Tare.Dockerfile.Syntax;
using Tare.Testing;

namespace Tare.Dockerfile.Tests.Rules;

public sealed class SeedTests
{
    private static SourceText Seed(string name)
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Missing);
        return SourceText.From(File.ReadAllBytes(SharedData.PathOf("..", "seed", name)));
    }

    [Fact]
    public void Every_mistake_of_the_seed_is_found()
    {
        var found = Linter.Run(new LintFile(DockerfileParser.Parse(Seed("Dockerfile")))).Select(f => f.Rule).Distinct();
        string[] expected = ["TD1004", "TD2001", "TD2002", "TD2003", "TD2004", "TD2005", "TD2006", "TD2010", "TD3001", "TD3003"];
        expected.Except(found).ShouldBeEmpty();
    }

    [Fact]
    public void The_repaired_seed_no_longer_breaks()
    {
        var result = Fixer.Apply(Seed("Dockerfile"), new FixOptions());
        var left = Linter.Run(new LintFile(DockerfileParser.Parse(result.Text)));
        left.Where(f => f.Severity == Severity.Error).ShouldBeEmpty();
        result.Text.Text.ShouldNotContain("conda activate py10 &&\\");
        result.Text.Text.ShouldContain("PATH=/opt/conda/bin:$PATH");
        result.Text.Text.ShouldNotContain("SHELL");
    }

    [Fact]
    public void The_two_RUNs_of_the_seed_become_one()
    {
        var result = Fixer.Apply(Seed("Dockerfile.two-runs"), new FixOptions());
        DockerfileParser.Parse(result.Text).Instructions.Count(i => i.Keyword == "RUN").ShouldBe(1);
    }
}
