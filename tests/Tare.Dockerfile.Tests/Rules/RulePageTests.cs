using System.Text.RegularExpressions;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Rules;
using Tare.Dockerfile.Syntax;
using Tare.Testing;

namespace Tare.Dockerfile.Tests.Rules;

public sealed partial class RulePageTests
{
    private static readonly LintSettings Settings = new() { Today = new DateOnly(2026, 11, 1) };

    public static TheoryData<string> Codes => [.. RuleTable.All.Select(r => r.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_page_of_a_rule_has_its_title(string code) =>
        Page(code).ShouldStartWith($"# {code}: {RuleTable.All.Single(r => r.Code == code).Summary}\n");

    [Theory]
    [MemberData(nameof(Codes))]
    public void What_the_page_says_is_found_is_found(string code) => Findings(code, "before").ShouldNotBeEmpty();

    [Theory]
    [MemberData(nameof(Codes))]
    public void What_the_page_advises_is_not_found(string code) => Findings(code, "after").ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_index_has_every_rule(string code) =>
        File.ReadAllText(Path.Combine(Repository.Root, "docs", "rules", "README.md")).ShouldContain($"| [{code}]({code}.md) | {RuleTable.All.Single(r => r.Code == code).Summary} |");

    [Fact]
    public void Every_rule_is_in_the_table()
    {
        var types = typeof(Rule).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Rule)) && !t.IsAbstract).Select(t => t.Name);
        RuleTable.All.Select(r => r.GetType().Name).ShouldBe(types, ignoreOrder: true);
        RuleTable.All.Select(r => r.Code).ShouldBeInOrder();
        RuleTable.All.ShouldAllBe(r => r.GetType().Name.StartsWith(r.Code));
    }

    private static IEnumerable<Finding> Findings(string code, string block)
    {
        var match = Block().Matches(Page(code)).Single(m => m.Groups["kind"].Value == block);
        var kind = match.Groups["language"].Value == "yaml" ? LintedKind.Environment : LintedKind.Dockerfile;
        return Linter.Run(SourceText.From(match.Groups["text"].Value), kind, settings: Settings).Where(f => f.Rule == code);
    }

    private static string Page(string code) => File.ReadAllText(Path.Combine(Repository.Root, "docs", "rules", code + ".md"));

    [GeneratedRegex("```(?<language>dockerfile|yaml) (?<kind>before|after)\n(?<text>.*?)```", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Block();
}
