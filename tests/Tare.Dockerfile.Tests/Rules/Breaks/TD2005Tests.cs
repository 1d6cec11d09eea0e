namespace Tare.Dockerfile.Tests.Rules.Breaks;

public sealed class TD2005Tests() : RuleTest("TD2005")
{
    [Theory]
    [InlineData("FROM a\nRUN conda install -y -c pytorch b\n")]
    [InlineData("FROM a\nRUN conda install -y pytorch::pytorch\n")]
    [InlineData("FROM a\nRUN mamba create -y -n x --channel https://conda.anaconda.org/pytorch b\n")]
    public void A_frozen_channel_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM a\nRUN conda install -y -c conda-forge pytorch\n")]
    [InlineData("FROM a\nRUN conda install -y -c pytorch3d b\n")]
    [InlineData("FROM a\nRUN conda search -c pytorch b\n")]
    public void A_channel_that_lives_is_not(string text) => IsSilent(text);

    [Fact]
    public void The_repair_takes_conda_forge() => Repairs(
        "FROM a\nRUN conda install -y b -c pytorch\n",
        "FROM a\nRUN conda install -y b -c conda-forge\n",
        isUnsafe: true);
}
