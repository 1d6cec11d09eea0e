using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Tests.Rules.Environments;

public sealed class TD4001Tests() : RuleTest("TD4001", LintedKind.Environment)
{
    [Theory]
    [InlineData("channels:\n  - defaults\ndependencies:\n  - a=1\n")]
    [InlineData("channels: [conda-forge, \"https://repo.anaconda.com/pkgs/main\"]\ndependencies: [a=1]\n")]
    [InlineData("dependencies:\n  - a=1\n")]
    [InlineData("channels: [conda-forge]\ndependencies: [\"pkgs/main/linux-64::a=1\"]\n")]
    [InlineData("channels: [conda-forge]\ndependencies: [\"anaconda::a=1\", \"conda-forge::b=1\"]\n")]
    public void A_channel_of_Anaconda_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("channels:\n  - conda-forge\n  - nodefaults\ndependencies:\n  - a=1\n")]
    [InlineData("channels:\n  - r-forge\ndependencies:\n  - a=1\n")]
    [InlineData("dependencies:\n  - conda-forge::a=1\n")]
    [InlineData("channels:\n  - defaults  # tare ignore=TD4001\ndependencies: [a=1]\n")]
    public void Another_channel_is_not(string text) => IsSilent(text);

    [Fact]
    public void The_repair_takes_the_line_out_where_conda_forge_is_there() => Repairs(
        "channels:\n  - conda-forge\n  - defaults # why\ndependencies:\n  - a=1\n",
        "channels:\n  - conda-forge\ndependencies:\n  - a=1\n",
        isUnsafe: true);

    [Fact]
    public void The_repair_takes_conda_forge_instead() => Repairs(
        "channels:\n  - defaults\ndependencies:\n  - a=1\n",
        "channels:\n  - conda-forge\ndependencies:\n  - a=1\n",
        isUnsafe: true);
}
