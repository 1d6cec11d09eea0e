using CsCheck;
using Tare.Conda.Versions;

namespace Tare.Conda.Tests.Versions;

public sealed class VersionSpecTests
{
    private static readonly Gen<string> Version = Choice.Of("1", "1.0", "1.2", "1.2.3", "2.0a1", "2.0.dev3", "1!3", "1.2+4", "0.9.post1");
    private static readonly Gen<string> Term = Gen.Select(Choice.Of("", "=", "==", "!=", "<", "<=", ">", ">=", "~="), Version, Choice.Of("", "", ".*"))
        .Select((op, version, star) => op + version + (op == "~=" ? "" : star));
    private static readonly Gen<string> Flat = Term.Array[1, 4].Select(Choice.Of(",", "|", " , ").Array[4], (terms, joints) => string.Concat(terms.Select((t, i) => i == 0 ? t : joints[i] + t)));
    private static readonly Gen<string> Spec = Gen.OneOf(Flat, Gen.Select(Flat, Choice.Of(",", "|"), Flat).Select((a, joint, b) => $"({a}){joint}({b})"));

    [Theory]
    [InlineData("~=1", "1.5", true)]
    [InlineData("~=1.4.2", "1.4.9", true)]
    [InlineData("~=1.4.2", "1.5", false)]
    [InlineData("(1.2|1.3),<1.3", "1.3", false)]
    [InlineData("1.2|1.3,<1.3", "1.2", true)]
    [InlineData("1.0.*", "1", true)]
    [InlineData("1.0.*", "1.1", false)]
    [InlineData("1.*", "1.0a1", true)]
    [InlineData(">=1.0", "1.0a1", false)]
    [InlineData("^1\\.(?P<minor>\\d+)$", "1.25", true)]
    public void A_constraint_takes_what_it_says(string spec, string version, bool takes) =>
        VersionSpec.Parse(spec).Matches(CondaVersion.Parse(version)).ShouldBe(takes);

    [Fact]
    public void Grouped_text_means_the_same() => Gen.Select(Spec, Version).Sample((text, version) =>
    {
        var spec = VersionSpec.Parse(text);
        var again = VersionSpec.Parse(spec.Grouped);
        return again.Equals(spec) && again.Matches(CondaVersion.Parse(version)) == spec.Matches(CondaVersion.Parse(version));
    });

    [Fact]
    public void Canonical_text_without_groups_is_canonical() => Flat.Sample(text => VersionSpec.Parse(VersionSpec.Parse(text).ToString()).ToString() == VersionSpec.Parse(text).ToString());

    [Fact]
    public void Both_sides_of_a_comma_hold() => Gen.Select(Term, Term, Version).Sample((a, b, version) =>
        Takes($"{a},{b}", version) == (Takes(a, version) && Takes(b, version)) && Takes($"{a}|{b}", version) == (Takes(a, version) || Takes(b, version)));

    [Fact]
    public void A_bound_and_its_opposite_part_all_versions() => Gen.Select(Version, Version).Sample((bound, version) =>
        Takes($"<{bound}", version) != Takes($">={bound}", version) && Takes($"=={bound}", version) != Takes($"!={bound}", version)
        && Takes($"{bound}.*", version) != Takes($"!={bound}.*", version));

    [Fact]
    public void Any_text_is_a_constraint_or_a_fault_inside_of_the_text() => Gen.Char["0123456789.*,|()^$<>=!~ab+_-@ "].Array[0, 20].Select(c => new string(c)).Sample(text =>
        VersionSpec.TryParse(text, out _, out var fault) || (fault.Reason.Length > 0 && fault.Position >= 0 && fault.Position <= text.Length), iter: 20_000);

    [Theory]
    [InlineData("", "empty version spec", 0)]
    [InlineData("1.5||1.6", "cannot join single expression", 4)]
    [InlineData(">=1.0,", "cannot join single expression", 6)]
    [InlineData("1.5)", "expression must start with '('", 3)]
    [InlineData("(1.5", "the parenthesis is not closed", 4)]
    [InlineData(">= 1.7", "invalid operator", 2)]
    [InlineData("1.2,><2", "invalid operator", 5)]
    [InlineData("~=3.3.*", "invalid operator with '.*'", 5)]
    [InlineData(">=1.0,<2.&", "invalid character(s)", 9)]
    [InlineData("(1.2)(1.3)", "cannot join without ',' or '|'", 5)]
    [InlineData("^1.5", "regex specs must start with '^' and end with '$'", 4)]
    [InlineData("^(1$", "invalid regular expression: `)` is missing", 1)]
    public void A_fault_points_at_its_character(string text, string reason, int position)
    {
        VersionSpec.TryParse(text, out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(new SyntaxFault(reason, position));
    }

    [Fact]
    public void Parentheses_that_go_on_for_ever_are_refused() => VersionSpec.TryParse(new string('(', 100_000), out _, out _).ShouldBeFalse();

    [Fact]
    public void A_regular_expression_that_runs_wild_takes_nothing() =>
        VersionSpec.Parse("^(a+)+b$").Matches(CondaVersion.Parse("1").Key, new string('a', 60)).ShouldBeFalse();

    private static bool Takes(string spec, string version) => VersionSpec.Parse(spec).Matches(CondaVersion.Parse(version));
}
