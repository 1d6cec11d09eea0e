namespace Tare.Fuzz.Dockerfiles;

/// <summary>Dockerfiles with every kind of syntax.</summary>
internal static class DockerfileSeeds
{
    internal static IEnumerable<byte[]> Make() =>
    [
        "# syntax=docker/dockerfile:1\n# escape=\\\nARG A=1\nFROM debian:$A AS b\nENV X=1 Y=$X\nRUN --mount=type=cache,target=/opt/conda/pkgs conda install -y \\\n # c\n  numpy && conda clean -tipsy\n"u8.ToArray(),
        "FROM b\nRUN <<-\"EOF\"\n\tif true; then conda activate x; fi\n\tEOF\nCMD [\"conda\", \"run\", \"-n\", \"a\", \"b\\u0041\"]\n"u8.ToArray(),
        "FROM continuumio/miniconda3\nSHELL [\"conda\", \"run\", \"-n\", \"x\", \"bash\", \"-c\"]\nRUN pip install x; (apt-get update || true) | cat\nONBUILD RUN a\nHEALTHCHECK --interval=1s CMD x\nCOPY --from=b /opt/conda /x\n"u8.ToArray(),
    ];
}
