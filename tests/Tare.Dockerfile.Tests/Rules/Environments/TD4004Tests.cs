using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Tests.Rules.Environments;

public sealed class TD4004Tests() : RuleTest("TD4004", LintedKind.Environment)
{
    [Theory]
    [InlineData("dependencies:\n  - a=1\n  - pip:\n    - b\n")]
    [InlineData("dependencies:\n  - pip\n  - scikit-learn=1\n  - pip:\n    - scikit_learn==1.5\n")]
    public void A_pip_list_that_does_not_fit_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("dependencies:\n  - a=1\n  - pip\n  - pip:\n    - b\n")]
    [InlineData("dependencies:\n  - pip>=24\n  - pip:\n    - -r requirements.txt\n")]
    [InlineData("dependencies:\n  - a=1\n")]
    public void A_pip_list_that_fits_is_not(string text) => IsSilent(text);

    [Fact]
    public void The_repair_lists_pip() => Repairs(
        "dependencies:\r\n  - a=1\r\n  - pip:\r\n    - b\r\n",
        "dependencies:\r\n  - a=1\r\n  - pip\r\n  - pip:\r\n    - b\r\n");
}
