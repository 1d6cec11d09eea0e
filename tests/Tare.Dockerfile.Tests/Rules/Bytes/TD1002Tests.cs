namespace Tare.Dockerfile.Tests.Rules.Bytes;

public sealed class TD1002Tests() : RuleTest("TD1002")
{
    [Fact]
    public void A_clean_in_a_later_RUN_is_found() => Finds("FROM a\nRUN conda install -y numpy\nRUN conda clean -ay\n");

    [Fact]
    public void A_second_clean_is_not() => IsSilent("FROM a\nRUN conda install -y numpy && conda clean -ay\nRUN conda clean -ay\n");

    [Fact]
    public void The_repair_joins_the_two() => Repairs(
        "FROM a\nRUN conda install numpy pandas\nRUN conda clean --all -y\n",
        "FROM a\nRUN conda install numpy pandas && conda clean --all -y\n");
}
