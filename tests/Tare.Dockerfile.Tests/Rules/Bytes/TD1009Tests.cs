namespace Tare.Dockerfile.Tests.Rules.Bytes;

public sealed class TD1009Tests() : RuleTest("TD1009")
{
    [Theory]
    [InlineData("FROM a\nRUN conda install -y b\nRUN conda install -y c\n")]
    [InlineData("FROM a\nRUN conda create -y -n e b\nRUN mamba install -y -n e c\n")]
    public void Two_installs_into_one_environment_are_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM a\nRUN conda install -y b\nCOPY x /x\nRUN conda install -y c\n")]
    [InlineData("FROM a\nRUN conda create -y -n e b\nRUN conda create -y -n f b\n")]
    [InlineData("FROM a AS x\nRUN conda install -y b\nFROM x\nRUN conda install -y c\n")]
    [InlineData("FROM a\nRUN conda install -y b\nRUN conda clean -afy\n")]
    public void Installs_that_have_a_reason_to_be_apart_are_not(string text) => IsSilent(text);

    [Fact]
    public void The_repair_joins_them() => Repairs(
        "FROM a\nRUN conda install -y b\n\nRUN conda install -y c\n",
        "FROM a\nRUN conda install -y b && \\\n    conda install -y c\n",
        isUnsafe: true);

    [Fact]
    public void A_condition_of_the_second_stays_whole() => Repairs(
        "FROM a\nRUN conda install -y b\nRUN if c; then conda install -y d; fi\n",
        "FROM a\nRUN conda install -y b && \\\n    if c; then conda install -y d; fi\n",
        isUnsafe: true);

    [Theory]
    [InlineData("RUN conda install -y b\nRUN conda install -y c || true")]
    [InlineData("RUN conda install -y b\nRUN conda install -y c; d")]
    [InlineData("RUN conda install -y b\nRUN set -e; conda install -y c")]
    [InlineData("RUN conda install -y b &\nRUN conda install -y c")]
    [InlineData("RUN conda install -y b;\nRUN conda install -y c")]
    public void What_would_go_on_after_a_failure_of_the_first_is_not_joined(string runs) => HasNoRepair($"FROM a\n{runs}\n");

    [Fact]
    public void A_comment_between_them_is_not_thrown_away() => HasNoRepair("FROM a\nRUN conda install -y b\n# why\nRUN conda install -y c\n");
}
