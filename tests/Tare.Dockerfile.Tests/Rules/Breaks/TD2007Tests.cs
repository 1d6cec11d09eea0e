namespace Tare.Dockerfile.Tests.Rules.Breaks;

public sealed class TD2007Tests() : RuleTest("TD2007")
{
    [Theory]
    [InlineData("FROM a\nRUN conda clean -tipsy\n")]
    [InlineData("FROM a\nRUN conda clean --source-cache -y\n")]
    [InlineData("FROM a\nRUN mamba clean --lock -y\n")]
    public void An_option_that_is_gone_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM a\nRUN conda clean -tipy\n")]
    [InlineData("FROM a\nRUN conda clean --tempfiles --yes\n")]
    [InlineData("FROM a\nRUN micromamba clean -s\n")]
    [InlineData("FROM a\nRUN conda search -s x\n")]
    public void Options_that_there_are_are_not(string text) => IsSilent(text);

    [Fact]
    public void The_repair_takes_the_letter_out() => Repairs(
        "FROM a\nRUN conda clean -tipsy\n",
        "FROM a\nRUN conda clean -tipy\n");

    [Fact]
    public void The_repair_takes_the_word_out() => Repairs(
        "FROM a\nRUN conda clean -a --source-cache -y\n",
        "FROM a\nRUN conda clean -a -y\n");

    [Theory]
    [InlineData("FROM a\nRUN conda clean -afy \\\n--lock && b\n")]
    [InlineData("FROM a\nRUN conda clean -afy \\\n    --lock\n")]
    public void An_option_that_begins_its_line_is_not_repaired(string text) => HasNoRepair(text);

    [Theory]
    [InlineData("FROM a\nRUN conda clean --lock\n")]
    [InlineData("FROM a\nRUN conda clean -y -s\n")]
    public void A_clean_that_would_clean_nothing_is_not_repaired(string text) => HasNoRepair(text);
}
