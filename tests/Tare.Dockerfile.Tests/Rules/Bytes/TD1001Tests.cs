namespace Tare.Dockerfile.Tests.Rules.Bytes;

public sealed class TD1001Tests() : RuleTest("TD1001")
{
    [Theory]
    [InlineData("FROM a\nRUN conda install -y numpy\n")]
    [InlineData("FROM a\nRUN mamba env create -f e.yml\n")]
    [InlineData("FROM a\nRUN sudo /opt/conda/bin/conda install numpy && echo done\n")]
    [InlineData("FROM a\nRUN <<EOF\nconda install -y numpy\nEOF\n")]
    [InlineData("FROM a\nRUN [\"bash\", \"-lc\", \"conda install -y numpy\"]\n")]
    [InlineData("FROM a AS b\nRUN conda install -y numpy\nFROM b\nRUN x\n")]
    public void An_install_without_a_clean_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM a\nRUN conda install -y numpy && conda clean -afy\n")]
    [InlineData("FROM a\nRUN conda install -y numpy && rm -rf /opt/conda/pkgs/*\n")]
    [InlineData("FROM a\nRUN conda install -y numpy && find /opt/conda/pkgs -type f -delete\n")]
    [InlineData("FROM a\nRUN --mount=type=cache,target=/opt/conda/pkgs conda install -y numpy\n")]
    [InlineData("FROM a\nENV CONDA_PKGS_DIRS=/cache\nRUN --mount=type=cache,target=/cache conda install -y numpy\n")]
    [InlineData("FROM a AS b\nRUN conda install -y numpy\nFROM c\nCOPY --from=b /x /x\n")]
    [InlineData("FROM a\nRUN conda install --dry-run numpy\n")]
    [InlineData("FROM a\nRUN echo conda install numpy\n")]
    public void An_install_that_leaves_no_cache_in_the_image_is_not(string text) => IsSilent(text);

    [Fact]
    public void The_repair_adds_a_clean_on_the_line() => Repairs(
        "FROM a\nRUN conda install -y numpy\n",
        "FROM a\nRUN conda install -y numpy && conda clean -afy\n");

    [Fact]
    public void The_repair_adds_a_line_where_the_script_has_several() => Repairs(
        "FROM a\nRUN mamba install -y numpy \\\n # why\n && echo done # not this\n",
        "FROM a\nRUN mamba install -y numpy \\\n # why\n && echo done && \\\n mamba clean -afy # not this\n");

    [Fact]
    public void The_repair_keeps_the_indent() => Repairs(
        "FROM a\r\nRUN mamba install -y numpy && \\\r\n      echo done\r\nCMD x\r\n",
        "FROM a\r\nRUN mamba install -y numpy && \\\r\n      echo done && \\\r\n      mamba clean -afy\r\nCMD x\r\n");

    [Fact]
    public void The_repair_of_a_heredoc_is_a_line_of_it() => Repairs(
        "FROM a\nRUN <<EOF\nconda install -y numpy\nEOF\n",
        "FROM a\nRUN <<EOF\nconda install -y numpy\nconda clean -afy\nEOF\n");

    [Theory]
    [InlineData("FROM a\nRUN conda install -y numpy `\n")]
    [InlineData("FROM a\nRUN conda install -y numpy && echo 'done\n")]
    [InlineData("FROM a\nRUN conda install -y numpy && echo $(date\n")]
    public void There_is_no_repair_behind_a_quote_that_is_open(string text) => HasNoRepair(text);

    [Theory]
    [InlineData("FROM a\nRUN conda install -y --download-only b\n")]
    [InlineData("FROM a\nRUN conda install -y b\nRUN conda create --offline -y -n c b && conda clean -afy\n")]
    public void Archives_that_a_later_RUN_installs_from_are_not_removed(string text) => HasNoRepair(text);

    [Theory]
    [InlineData("FROM a\nRUN conda install -y b && exit 0\n")]
    [InlineData("FROM a\nRUN conda install -y b && exec c\n")]
    public void Nothing_is_put_behind_a_command_that_ends_the_script(string text) => HasNoRepair(text);
}
