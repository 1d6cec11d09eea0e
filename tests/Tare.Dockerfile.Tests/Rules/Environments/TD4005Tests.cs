using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Tests.Rules.Environments;

public sealed class TD4005Tests() : RuleTest("TD4005", LintedKind.Environment)
{
    [Fact]
    public void A_prefix_is_found() => Finds("name: a\ndependencies: [b=1]\nprefix: /home/me/envs/a\n");

    [Theory]
    [InlineData("name: prefix\ndependencies: [b=1]\n")]
    [InlineData("variables:\n  prefix: /x\ndependencies: [b=1]\n")]
    public void What_is_no_prefix_is_not(string text) => IsSilent(text);

    [Fact]
    public void The_repair_takes_its_line_out() => Repairs(
        "name: a\nprefix: /x\ndependencies: [b=1]\n",
        "name: a\ndependencies: [b=1]\n");
}
