using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Tests.Rules.Environments;

public sealed class TD4007Tests() : RuleTest("TD4007", LintedKind.Environment)
{
    [Theory]
    [InlineData("channels: [\"https://user:pw@host/channel\"]\ndependencies: [a=1]\n")]
    [InlineData("channels: [conda-forge]\ndependencies:\n  - https://host/t/abc-123/channel/linux-64/a-1-0.conda\n")]
    [InlineData("channels: [conda-forge]\ndependencies:\n  - pip\n  - pip:\n    - --extra-index-url=https://user:pw@host/simple\n")]
    public void A_secret_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("channels: [\"https://$USER:$TOKEN@host/channel\"]\ndependencies: [a=1]\n")]
    [InlineData("channels: [\"https://host:8080/channel\"]\ndependencies: [a=1]\n")]
    [InlineData("channels: [conda-forge]\ndependencies:\n  - pip\n  - pip:\n    - git+https://host/me@x\n")]
    public void What_only_looks_like_one_is_not(string text) => IsSilent(text);
}
