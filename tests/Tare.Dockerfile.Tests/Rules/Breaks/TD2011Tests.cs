namespace Tare.Dockerfile.Tests.Rules.Breaks;

public sealed class TD2011Tests() : RuleTest("TD2011")
{
    [Theory]
    [InlineData("FROM a\nRUN conda install b\n")]
    [InlineData("FROM a\nRUN conda clean --all\n")]
    [InlineData("FROM a\nRUN conda env remove -n x\n")]
    [InlineData("FROM a\nRUN mamba update conda\n")]
    [InlineData("FROM a\nRUN conda config --set always_yes false && conda install b\n")]
    [InlineData("FROM a\nRUN conda config --set always_yes yes && conda config --set always_yes no && conda install b\n")]
    [InlineData("FROM a AS b\nRUN conda config --set always_yes true\nFROM a\nRUN conda install b\n")]
    public void A_question_without_an_answer_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM a\nRUN conda install -y b\n")]
    [InlineData("FROM a\nRUN conda install -qy b\n")]
    [InlineData("FROM a\nENV CONDA_ALWAYS_YES=true\nRUN conda install b\n")]
    [InlineData("FROM a\nRUN conda config --set always_yes yes && conda install b\n")]
    [InlineData("FROM a\nRUN yes | conda install b\n")]
    [InlineData("FROM a\nRUN echo 'always_yes: true' >> ~/.condarc\nRUN conda install b\n")]
    [InlineData("FROM a\nRUN conda install b < answers\n")]
    public void A_question_that_is_answered_is_not(string text) => IsSilent(text);

    [Theory]
    [InlineData("FROM a\nRUN conda env create -f e.yml\n")]
    [InlineData("FROM a\nRUN conda install --dry-run b\n")]
    [InlineData("FROM a\nRUN conda list\n")]
    [InlineData("FROM a\nRUN pip install conda\n")]
    public void What_asks_nothing_is_not(string text) => IsSilent(text);

    [Theory]
    [InlineData("sudo -u install conda install b", "sudo -u install conda install -y b")]
    [InlineData("conda -n install install b", "conda -n install install -y b")]
    [InlineData("conda env remove -n remove", "conda env remove -y -n remove")]
    [InlineData("micromamba -r /m create -n e b", "micromamba -r /m create -y -n e b")]
    public void The_answer_stands_behind_the_sub_command(string script, string repaired) => Repairs($"FROM a\nRUN {script}\n", $"FROM a\nRUN {repaired}\n");

    [Fact]
    public void The_repair_answers() => Repairs(
        "FROM a\nRUN conda install -c d b && conda clean -a\n",
        "FROM a\nRUN conda install -y -c d b && conda clean -y -a\n");
}
