namespace Tare.Fuzz.Dockerfiles;

/// <summary>Dockerfiles with every kind of syntax, and an environment file.</summary>
internal static class DockerfileSeeds
{
    internal static IEnumerable<byte[]> Make() =>
    [
        "# syntax=docker/dockerfile:1\n# escape=\\\nARG A=1\nFROM debian:$A AS b\nENV X=1 Y=$X\nRUN --mount=type=cache,target=/opt/conda/pkgs conda install -y \\\n # c\n  numpy && conda clean -tipsy\n"u8.ToArray(),
        "FROM b\nRUN <<-\"EOF\"\n\tif true; then conda activate x; fi\n\tEOF\nCMD [\"conda\", \"run\", \"-n\", \"a\", \"b\\u0041\"]\n"u8.ToArray(),
        "FROM continuumio/miniconda3\nSHELL [\"conda\", \"run\", \"-n\", \"x\", \"bash\", \"-c\"]\nRUN pip install x; (apt-get update || true) | cat\nONBUILD RUN a\nHEALTHCHECK --interval=1s CMD x\nCOPY --from=b /opt/conda /x\n"u8.ToArray(),
        "\ufeff# escape=`\r\nFROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\r\nRUN conda install pytorch `\r\n  -c pytorch `\r\n # c\r\n\r\n  -c defaults\r\nRUN conda clean -ay\r\nCMD x\r\n"u8.ToArray(),
        "FROM a\nRUN cat <<< x && conda install b <<A <<B\nA\nB\nCOPY <<A <<\"B C\" /\nA\nB C\nONBUILD RUN <<E\nsource activate x\nE\nRUN conda create -n e python\nRUN conda install -n e c # d\n"u8.ToArray(),
    ];

    internal static IEnumerable<byte[]> Environments() =>
    [
        "name: a\r\nchannels:\r\n- pytorch # c\r\n- defaults\r\ndependencies:\r\n- python\r\n- pytorch::torch=1=py3_0\r\n- pip:\r\n  - torch\r\nprefix: /x\r\n"u8.ToArray(),
        "channels: [\"defaults\", conda-forge]\ndependencies: [a=1=h1_0, {pip: [b]}]\nprefix: |\n  /x\n"u8.ToArray(),
    ];
}
