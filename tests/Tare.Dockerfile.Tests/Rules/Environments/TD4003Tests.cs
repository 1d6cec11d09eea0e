using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Tests.Rules.Environments;

public sealed class TD4003Tests() : RuleTest("TD4003", LintedKind.Environment)
{
    [Theory]
    [InlineData("channels: [conda-forge]\ndependencies:\n  - numpy\n")]
    [InlineData("dependencies:\n  - conda-forge::numpy\n")]
    public void A_package_without_a_version_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("dependencies:\n  - numpy=2\n")]
    [InlineData("dependencies:\n  - numpy >=2\n")]
    [InlineData("dependencies:\n  - pip\n  - pip:\n    - numpy\n")]
    [InlineData("dependencies: []\n")]
    public void A_package_with_one_is_not(string text) => IsSilent(text);

    [Fact]
    public void All_of_them_are_one_finding() => Finds("dependencies: [a, b, c]\n");
}
