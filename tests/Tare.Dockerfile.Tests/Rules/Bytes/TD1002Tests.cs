namespace Tare.Dockerfile.Tests.Rules.Bytes;

public sealed class TD1002Tests() : RuleTest("TD1002")
{
    [Fact]
    public void A_clean_in_a_later_RUN_is_found() => Finds("FROM a\nRUN conda install -y numpy\nRUN conda clean -ay\n");

    [Fact]
    public void A_second_clean_is_not() => IsSilent("FROM a\nRUN conda install -y numpy && conda clean -ay\nRUN conda clean -ay\n");

    [Theory]
    [InlineData("FROM a\nRUN /opt/conda/bin/conda install -y numpy\nENV PATH=/opt/conda/bin:$PATH\nRUN conda clean -ay\n")]
    [InlineData("FROM a\nRUN conda install -y numpy\nWORKDIR /opt/conda\nRUN rm -rf pkgs\n")]
    public void A_clean_that_may_mean_something_else_in_the_RUN_that_installs_stays(string text) => HasNoRepair(text);

    [Fact]
    public void The_repair_joins_the_two() => Repairs(
        "FROM a\nRUN conda install numpy pandas\nRUN conda clean --all -y\n",
        "FROM a\nRUN conda install numpy pandas && conda clean --all -y\n");
}
