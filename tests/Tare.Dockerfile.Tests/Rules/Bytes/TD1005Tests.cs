namespace Tare.Dockerfile.Tests.Rules.Bytes;

public sealed class TD1005Tests() : RuleTest("TD1005")
{
    [Theory]
    [InlineData("FROM a\nRUN pip install b\n")]
    [InlineData("FROM a\nRUN python -m pip install b\n")]
    [InlineData("FROM a\nRUN conda run -n x pip3 install b\n")]
    [InlineData("FROM a\nRUN pip cache purge && pip install b\n")]
    public void An_install_that_keeps_its_cache_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM a\nRUN pip install --no-cache-dir b\n")]
    [InlineData("FROM a\nENV PIP_NO_CACHE_DIR=1\nRUN pip install b\n")]
    [InlineData("FROM a\nRUN PIP_NO_CACHE_DIR=off pip install b\n")]
    [InlineData("FROM a\nRUN --mount=type=cache,target=/root/.cache/pip pip install b\n")]
    [InlineData("FROM a\nRUN pip install b && pip cache purge\n")]
    [InlineData("FROM a\nRUN pip install b && rm -rf ~/.cache\n")]
    public void An_install_without_a_cache_is_not(string text) => IsSilent(text);

    [Theory]
    [InlineData("FROM a\nRUN conda install -y pip install\n")]
    [InlineData("FROM a\nRUN echo pip install b\n")]
    [InlineData("FROM a\nRUN pip list\n")]
    [InlineData("FROM a\nRUN apt-get install -y pip\n")]
    public void What_only_looks_like_pip_install_is_not(string text) => IsSilent(text);

    [Fact]
    public void A_stage_that_is_not_shipped_does_not_count() => IsSilent("FROM a AS b\nRUN pip install x\nFROM c\nCOPY --from=b /x /x\n");

    [Fact]
    public void The_repair_adds_the_option_behind_install() => Repairs(
        "FROM a\nRUN pip -q install --upgrade b\n",
        "FROM a\nRUN pip -q install --no-cache-dir --upgrade b\n");
}
