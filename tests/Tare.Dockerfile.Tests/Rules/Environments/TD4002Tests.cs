using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Tests.Rules.Environments;

public sealed class TD4002Tests() : RuleTest("TD4002", LintedKind.Environment)
{
    [Theory]
    [InlineData("channels:\n  - pytorch\ndependencies:\n  - a=1\n")]
    [InlineData("channels: [conda-forge]\ndependencies:\n  - pytorch::pytorch=2.1\n")]
    public void A_frozen_channel_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("channels: [conda-forge, pytorch3d]\ndependencies: [pytorch=2.1]\n")]
    [InlineData("channels: [conda-forge]\ndependencies:\n  - pytorch\n")]
    public void A_channel_that_lives_is_not(string text) => IsSilent(text);

    [Fact]
    public void The_repair_takes_the_packages_of_the_other_channels() => Repairs(
        "channels:\n- conda-forge\n- pytorch\ndependencies:\n- pytorch::pytorch=2.1\n",
        "channels:\n- conda-forge\ndependencies:\n- pytorch=2.1\n",
        isUnsafe: true);
}
