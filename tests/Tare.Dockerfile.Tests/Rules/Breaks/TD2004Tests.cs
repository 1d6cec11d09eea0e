namespace Tare.Dockerfile.Tests.Rules.Breaks;

public sealed class TD2004Tests() : RuleTest("TD2004")
{
    [Theory]
    [InlineData("FROM continuumio/miniconda3:24.9.2-0\nRUN conda install -y b\n")]
    [InlineData("FROM a\nRUN conda install -y -c defaults b\n")]
    [InlineData("FROM a\nRUN wget https://h/Miniconda3-latest-Linux-x86_64.sh -O m.sh && bash m.sh -b -p /c\nRUN /c/bin/conda install -y b\n")]
    [InlineData("FROM a\nADD https://h/Miniconda3-latest-Linux-x86_64.sh /m.sh\nRUN bash m.sh -b -p /c && /c/bin/conda create -y -n x b\n")]
    [InlineData("FROM a\nRUN conda install -y -c conda-forge anaconda::b c\n")]
    [InlineData("FROM a\nRUN mamba create -y -n x --channel=https://repo.anaconda.com/pkgs/main b\n")]
    [InlineData("FROM continuumio/miniconda3:24.9.2-0\nRUN conda install -y -c conda-forge b\n")]
    public void An_install_from_defaults_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM condaforge/miniforge3:24.11.3-2\nRUN conda install -y b\n")]
    [InlineData("FROM continuumio/miniconda3:24.9.2-0\nRUN conda install -y --override-channels -c conda-forge b\n")]
    [InlineData("FROM continuumio/miniconda3:24.9.2-0\nRUN conda config --remove channels defaults && conda install -y b\n")]
    [InlineData("FROM continuumio/miniconda3:24.9.2-0\nRUN conda clean -ay\n")]
    [InlineData("FROM a\nRUN bash Miniconda3-py37_4.9.2-Linux-x86_64.sh -b && conda install -y b\n")]
    [InlineData("FROM a\nRUN bash Miniconda3-latest-Linux-x86_64.sh -b && conda env create -f e.yml\n")]
    public void An_install_from_elsewhere_is_not(string text) => IsSilent(text);

    [Theory]
    [InlineData("FROM continuumio/miniconda3:24.9.2-0\nENV CONDA_PLUGINS_AUTO_ACCEPT_TOS=yes\nRUN conda install -y b\n")]
    [InlineData("FROM continuumio/miniconda3:24.9.2-0\nRUN conda tos accept && conda install -y b\n")]
    [InlineData("FROM continuumio/miniconda3:24.9.2-0\nRUN conda config --set plugins.auto_accept_tos yes && conda install -y b\n")]
    [InlineData("FROM continuumio/miniconda3:24.9.2-0\nRUN printf 'channels: [conda-forge, nodefaults]' > /opt/conda/.condarc\nRUN conda install -y b\n")]
    public void Terms_that_are_accepted_are_not(string text) => IsSilent(text);

    [Fact]
    public void The_repair_keeps_other_channels() => Repairs(
        "FROM continuumio/miniconda3:24.9.2-0\nRUN conda install -y -c bioconda b\n",
        "FROM continuumio/miniconda3:24.9.2-0\nRUN conda install --override-channels -c conda-forge -y -c bioconda b\n",
        isUnsafe: true);
}
