namespace Tare.Dockerfile.Tests.Rules.Bytes;

public sealed class TD1010Tests() : RuleTest("TD1010")
{
    [Theory]
    [InlineData("FROM condaforge/miniforge3:24.11.3-2\nRUN conda update -y --all\n")]
    [InlineData("FROM continuumio/miniconda3:24.9.2-0\nRUN conda update -n base -y conda\n")]
    [InlineData("FROM condaforge/miniforge3:24.11.3-2\nRUN conda install -y python=3.9\n")]
    [InlineData("FROM condaforge/miniforge3:24.11.3-2\nRUN mamba update -y -p /opt/conda --all\n")]
    public void An_update_of_the_base_environment_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM condaforge/miniforge3:24.11.3-2\nRUN conda update -y -n app --all\n")]
    [InlineData("FROM condaforge/miniforge3:24.11.3-2\nRUN conda create -y -n app python=3.9\n")]
    [InlineData("FROM condaforge/miniforge3:24.11.3-2\nRUN conda install -y numpy\n")]
    [InlineData("FROM debian:12.9\nRUN conda update -y --all\n")]
    public void A_change_of_another_environment_is_not(string text) => IsSilent(text);
}
