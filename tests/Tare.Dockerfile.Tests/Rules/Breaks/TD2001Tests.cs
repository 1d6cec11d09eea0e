namespace Tare.Dockerfile.Tests.Rules.Breaks;

public sealed class TD2001Tests() : RuleTest("TD2001")
{
    [Theory]
    [InlineData("FROM a\nRUN conda activate x && python -V\n")]
    [InlineData("FROM continuumio/miniconda3:24.9.2-0\nRUN [\"bash\", \"-c\", \"conda activate x && python -V\"]\n")]
    [InlineData("FROM a\nSHELL [\"/bin/bash\", \"-c\"]\nRUN mamba activate x && python -V\n")]
    [InlineData("FROM a\nRUN conda init bash\nRUN conda activate x && python -V\n")]
    public void An_activation_without_a_hook_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM a\nRUN . /opt/conda/etc/profile.d/conda.sh && conda activate x && python -V\n")]
    [InlineData("FROM a\nRUN eval \"$(conda shell.bash hook)\" && conda activate x && python -V\n")]
    [InlineData("FROM a\nRUN conda init bash\nSHELL [\"/bin/bash\", \"--login\", \"-c\"]\nRUN conda activate x && python -V\n")]
    [InlineData("FROM mambaorg/micromamba:2.0\nRUN micromamba activate x && python -V\n")]
    [InlineData("FROM a\nRUN echo \"conda activate x\" >> ~/.bashrc\n")]
    [InlineData("FROM condaforge/miniforge3:24.11.3-2\nSHELL [\"/bin/bash\", \"-lc\"]\nRUN conda activate x && python -V\n")]
    [InlineData("FROM a\nRUN ln -s /c/etc/profile.d/conda.sh /etc/profile.d/\nRUN bash -lc \"conda activate x && python -V\"\n")]
    [InlineData("FROM a\nENV BASH_ENV=/c/hook\nSHELL [\"/bin/bash\", \"-c\"]\nRUN conda activate x && python -V\n")]
    public void An_activation_with_a_hook_is_not(string text) => IsSilent(text);

    [Fact]
    public void Source_in_the_shell_that_has_none_is_found() => Finds("FROM continuumio/miniconda3:24.9.2-0\nRUN source activate x && python -V\n");

    [Theory]
    [InlineData("FROM continuumio/miniconda3:24.9.2-0\nSHELL [\"/bin/bash\", \"-c\"]\nRUN source activate x && python -V\n")]
    [InlineData("FROM continuumio/miniconda3:24.9.2-0\nRUN bash -c \"source activate x && python -V\"\n")]
    [InlineData("FROM centos:7\nRUN source activate x && python -V\n")]
    public void Source_in_bash_is_not(string text) => IsSilent(text);

    [Theory]
    [InlineData("FROM a\nRUN . /opt/conda/etc/profile.d/conda.sh && conda activate x\n")]
    [InlineData("FROM a\nRUN /bin/bash -c \"source activate x\" && pip install b\n")]
    [InlineData("FROM a\nRUN bash -lc '. /c/conda.sh; conda activate x'\n")]
    public void An_activation_that_nothing_follows_is_found(string text) => Finds(text);

    [Fact]
    public void The_repair_takes_it_out_where_nothing_needs_it() => Repairs(
        "FROM a\nRUN conda create -y -n x b && conda activate x && conda install -n x c\n",
        "FROM a\nRUN conda create -y -n x b && conda install -n x c\n");

    [Theory]
    [InlineData("a; conda activate x && conda install -n x c", "a; conda install -n x c")]
    [InlineData("a && conda activate x; conda install -n x c", "a; conda install -n x c")]
    public void What_is_left_is_joined_as_before(string script, string repaired) => Repairs($"FROM a\nRUN {script}\n", $"FROM a\nRUN {repaired}\n");

    [Theory]
    [InlineData("conda activate x && if conda install -n x c; then d; fi")]
    [InlineData("conda activate x; (conda install -n x c)")]
    public void What_opens_behind_it_is_not_cut(string script) => Repairs(
        $"FROM a\nRUN {script}\n",
        $"FROM a\nRUN . \"$(conda info --base)/etc/profile.d/conda.sh\" && {script}\n");

    [Theory]
    [InlineData("a || conda activate x && python -V")]
    [InlineData("sudo conda activate x && python -V")]
    [InlineData("X=1 conda activate x && python -V")]
    [InlineData("bash -c \"conda activate x && python -V\"")]
    public void Where_the_hook_would_change_what_runs_nothing_is_repaired(string script) => HasNoRepair($"FROM a\nRUN {script}\n");

    [Fact]
    public void Behind_the_hook_the_function_activates_and_not_the_program() => Repairs(
        "FROM a\nRUN /opt/conda/bin/conda activate x && python -V\n",
        "FROM a\nRUN . \"$(/opt/conda/bin/conda info --base)/etc/profile.d/conda.sh\" && conda activate x && python -V\n");

    [Fact]
    public void The_repair_hooks_conda_in_where_something_does() => Repairs(
        "FROM a\nRUN conda activate x && python -V\n",
        "FROM a\nRUN . \"$(conda info --base)/etc/profile.d/conda.sh\" && conda activate x && python -V\n");
}
