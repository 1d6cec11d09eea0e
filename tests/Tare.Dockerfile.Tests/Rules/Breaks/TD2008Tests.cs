namespace Tare.Dockerfile.Tests.Rules.Breaks;

public sealed class TD2008Tests() : RuleTest("TD2008")
{
    [Theory]
    [InlineData("FROM a AS b\nFROM alpine:3.20\nCOPY --from=b /opt/conda /opt/conda\n")]
    [InlineData("FROM a AS b\nFROM scratch\nCOPY --from=b /opt/conda/envs/x /opt/conda/envs/x\n")]
    [InlineData("FROM python:3.12-alpine\nRUN conda install -y b\n")]
    public void conda_packages_without_glibc_are_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM a AS b\nFROM gcr.io/distroless/base-debian12\nCOPY --from=b /opt/conda /opt/conda\n")]
    [InlineData("FROM a AS b\nFROM alpine:3.20\nCOPY --from=b /app/model.bin /app/\n")]
    [InlineData("FROM a AS b\nFROM scratch\nCOPY --from=b / /\nCOPY --from=b /opt/conda /opt/conda\n")]
    [InlineData("FROM alpine:3.20\nRUN apk add glibc && conda install -y b\n")]
    [InlineData("FROM alpine:3.20\nCOPY conda /opt/conda\n")]
    [InlineData("FROM continuumio/miniconda3:4.10.3p0-alpine\nRUN conda install -y b\n")]
    public void conda_packages_with_glibc_are_not(string text) => IsSilent(text);
}
