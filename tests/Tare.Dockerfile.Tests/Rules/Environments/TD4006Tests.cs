using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Tests.Rules.Environments;

public sealed class TD4006Tests() : RuleTest("TD4006", LintedKind.Environment)
{
    [Theory]
    [InlineData("dependencies:\n  - numpy=2.1.3=py312h58c1407_0\n")]
    [InlineData("dependencies:\n  - conda-forge::numpy=2.1.3=0\n")]
    public void A_build_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("dependencies:\n  - pytorch=2.5=*cuda*\n")]
    [InlineData("dependencies:\n  - blas=*=openblas\n")]
    [InlineData("dependencies:\n  - numpy==2.1.3\n")]
    [InlineData("dependencies:\n  - numpy=2.1\n")]
    public void What_chooses_a_variant_is_not(string text) => IsSilent(text);

    [Fact]
    public void The_repair_keeps_the_version() => Repairs(
        "dependencies:\n  - numpy=2.1.3=py312h58c1407_0\n",
        "dependencies:\n  - numpy=2.1.3\n",
        isUnsafe: true);
}
