namespace Tare.Dockerfile.Tests.Rules.Bytes;

public sealed class TD1004Tests() : RuleTest("TD1004")
{
    [Theory]
    [InlineData("FROM a\nRUN conda install -y b && conda clean -ay\n")]
    [InlineData("FROM a\nRUN conda install -y b && conda clean --all --yes\n")]
    [InlineData("FROM a\nRUN conda install -y b && conda clean -tipy\n")]
    public void A_clean_without_f_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM a\nRUN conda install -y b && conda clean -afy\n")]
    [InlineData("FROM a\nRUN conda install -y b && conda clean --all --force-pkgs-dirs -y\n")]
    [InlineData("FROM a\nRUN conda install -y b && conda clean -ay && rm -rf /opt/conda/pkgs\n")]
    [InlineData("FROM a\nRUN conda install -y b && tare clean -ay && conda clean -ay\n")]
    public void A_clean_that_takes_everything_is_not(string text) => IsSilent(text);

    [Theory]
    [InlineData("FROM a\nRUN conda install -y b && conda clean --index-cache -y\n")]
    [InlineData("FROM a\nRUN conda install -y b && micromamba clean -ay\n")]
    [InlineData("FROM a\nRUN conda clean -ay\n")]
    [InlineData("FROM a\nRUN --mount=type=cache,target=/opt/conda/pkgs conda install -y b && conda clean -ay\n")]
    public void A_clean_of_what_has_no_links_is_not(string text) => IsSilent(text);

    [Fact]
    public void A_cache_that_a_later_RUN_installs_from_is_not_emptied() =>
        HasNoRepair("FROM a\nRUN conda install -y b && conda clean -ty\nRUN conda create --offline -y -n c b && conda clean -afy\n");

    [Fact]
    public void The_repair_adds_the_letter_to_the_bundle() => Repairs(
        "FROM a\nRUN conda install -y b && conda clean -ay\n",
        "FROM a\nRUN conda install -y b && conda clean -afy\n");

    [Fact]
    public void The_repair_adds_a_word_where_there_is_no_bundle() => Repairs(
        "FROM a\nRUN conda install -y b && conda clean --all --yes\n",
        "FROM a\nRUN conda install -y b && conda clean --all --yes -f\n");
}
