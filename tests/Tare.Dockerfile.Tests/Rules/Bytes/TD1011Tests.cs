namespace Tare.Dockerfile.Tests.Rules.Bytes;

public sealed class TD1011Tests() : RuleTest("TD1011")
{
    [Theory]
    [InlineData("FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN pip install torch\n")]
    [InlineData("FROM nvidia/cuda:12.4.1-cudnn-devel-ubuntu22.04\nRUN conda install -y cudatoolkit=11.8\n")]
    [InlineData("FROM a\nRUN conda install -y pytorch-cuda=12.1\nRUN pip install torch\n")]
    public void CUDA_from_two_sources_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM nvidia/cuda:12.4.1-base-ubuntu22.04\nRUN pip install torch\n")]
    [InlineData("FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN pip install numpy\n")]
    [InlineData("FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN pip install torch==2.5.0+cpu\n")]
    [InlineData("FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN pip install torch --index-url https://download.pytorch.org/whl/cpu\n")]
    [InlineData("FROM a\nRUN conda install -y pytorch-cuda=12.1 && conda install -y cuda-nvcc\n")]
    [InlineData("FROM nvidia/cuda:12.4.1-devel-ubuntu22.04 AS b\nRUN pip install torch\nFROM debian:12.9\nCOPY --from=b /x /x\n")]
    public void CUDA_from_one_source_is_not(string text) => IsSilent(text);
}
