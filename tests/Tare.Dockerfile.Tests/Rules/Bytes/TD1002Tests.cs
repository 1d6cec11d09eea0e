namespace Tare.Dockerfile.Tests.Rules.Bytes;

public sealed class TD1002Tests() : RuleTest("TD1002")
{
    [Fact]
    public void A_clean_in_a_later_RUN_is_found() => Finds("FROM a\nRUN conda install -y numpy\nRUN conda clean -ay\n");

    [Fact]
    public void A_second_clean_is_not() => IsSilent("FROM a\nRUN conda install -y numpy && conda clean -ay\nRUN conda clean -ay\n");

    [Theory]
    [InlineData("FROM a\nRUN /opt/conda/bin/conda install -y b{0}\nENV PATH=/opt/conda/bin:$PATH\nRUN conda clean -ay\n", " && /opt/conda/bin/conda clean -afy")]
    [InlineData("FROM a\nRUN conda install -y b{0}\nWORKDIR /opt/conda\nRUN rm -rf pkgs\n", " && conda clean -afy")]
    [InlineData("FROM a\nRUN conda install -y b{0}\nUSER c\nRUN conda clean -ay\n", " && conda clean -afy")]
    [InlineData("FROM a\nRUN conda install -y b{0}\nRUN ./build.sh\nRUN conda clean -ay\n", " && conda clean -afy")]
    [InlineData("FROM a\nRUN conda install -y b{0}\nRUN conda clean -ay || true\n", " && conda clean -afy")]
    [InlineData("FROM a\nRUN conda install -y b{0}\nRUN conda clean -ty; conda clean -py\n", " && conda clean -afy")]
    [InlineData("FROM a\nRUN conda install -y b{0} || true\nRUN conda clean -ay\n", " && conda clean -afy")]
    public void A_clean_that_means_more_where_it_stands_stays_beside_one_where_the_install_is(string text, string clean) => Repairs(
        text.Replace("{0}", "", StringComparison.Ordinal),
        text.Replace("{0}", clean, StringComparison.Ordinal));

    [Fact]
    public void The_repair_joins_the_two() => Repairs(
        "FROM a\nRUN conda install numpy pandas\nRUN conda clean --all -y\n",
        "FROM a\nRUN conda install numpy pandas && conda clean --all -y\n");
}
