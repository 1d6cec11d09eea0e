namespace Tare.Dockerfile.Tests.Rules.Bytes;

public sealed class TD1003Tests() : RuleTest("TD1003")
{
    [Theory]
    [InlineData("FROM a\nRUN conda install -y b && conda clean -afy && conda install -y c\n")]
    [InlineData("FROM a\nRUN conda clean -afy; mamba env create -f e.yml\n")]
    public void A_clean_before_the_last_install_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM a\nRUN conda install -y b && conda clean -ay && conda install -y c && conda clean -ay\n")]
    [InlineData("FROM a\nRUN conda clean -ay\n")]
    [InlineData("FROM a\nRUN --mount=type=cache,target=/opt/conda/pkgs conda clean -ay && conda install -y c\n")]
    public void A_clean_that_comes_last_is_not(string text) => IsSilent(text);

    [Fact]
    public void The_repair_cleans_at_the_end() => Repairs(
        "FROM a\nRUN conda clean -afy && conda install -y b\n",
        "FROM a\nRUN conda clean -afy && conda install -y b && conda clean -afy\n");
}
