using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Tests.Rules.Breaks;

public sealed class TD2010Tests() : RuleTest("TD2010")
{
    [Theory]
    [InlineData("FROM nvidia/cuda:12.4.1-base-ubuntu22.04\nRUN conda install -y pytorch\n")]
    [InlineData("FROM condaforge/miniforge3:24.11.3-2\nRUN mamba create -y -n x jaxlib=0.4\n")]
    public void A_package_that_may_come_without_CUDA_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM condaforge/miniforge3:24.11.3-2\nRUN CONDA_OVERRIDE_CUDA=12.4 conda install -y pytorch\n")]
    [InlineData("FROM condaforge/miniforge3:24.11.3-2\nENV CONDA_OVERRIDE_CUDA=12.4\nRUN conda install -y pytorch\n")]
    [InlineData("FROM condaforge/miniforge3:24.11.3-2\nRUN conda install -y pytorch cpuonly\n")]
    [InlineData("FROM condaforge/miniforge3:24.11.3-2\nRUN conda install -y \"pytorch=2.5=*cuda*\"\n")]
    [InlineData("FROM condaforge/miniforge3:24.11.3-2\nRUN conda install -y pytorch-cuda=12.1\nRUN conda install -y pytorch\n")]
    public void A_package_whose_CUDA_is_said_is_not(string text) => IsSilent(text);

    [Theory]
    [InlineData("FROM condaforge/miniforge3:24.11.3-2\nRUN conda install -y numpy xgboost\n")]
    [InlineData("FROM condaforge/miniforge3:24.11.3-2\nRUN conda install -y tensorflow=1.0.0\n")]
    [InlineData("FROM condaforge/miniforge3:24.11.3-2\nRUN pip install torch\n")]
    public void A_package_without_such_builds_is_not(string text) => IsSilent(text);

    [Fact]
    public void It_is_a_warning_on_a_base_for_GPUs() => SeverityOf("FROM nvidia/cuda:12.4.1-base-ubuntu22.04\nRUN conda install -y pytorch\n").ShouldBe(Severity.Warning);

    [Fact]
    public void It_is_information_on_other_bases() => SeverityOf("FROM debian:12.9\nRUN conda install -y pytorch\n").ShouldBe(Severity.Info);

    [Fact]
    public void The_repair_takes_the_version_of_the_base() => Repairs(
        "FROM nvidia/cuda:12.4.1-base-ubuntu22.04\nRUN conda install -y pytorch\n",
        "FROM nvidia/cuda:12.4.1-base-ubuntu22.04\nRUN CONDA_OVERRIDE_CUDA=12.4 conda install -y pytorch\n",
        isUnsafe: true);
}
