namespace Tare.Dockerfile.Tests.Rules.Breaks;

public sealed class TD2006Tests() : RuleTest("TD2006")
{
    [Theory]
    [InlineData("FROM continuumio/miniconda3:24.9.2-0\n")]
    [InlineData("FROM docker.io/continuumio/anaconda3\n")]
    [InlineData("FROM condaforge/mambaforge:23.3.1-1\n")]
    [InlineData("ARG B=continuumio/miniconda3\nFROM $B\n")]
    public void A_deprecated_base_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM condaforge/miniforge3:24.11.3-2\n")]
    [InlineData("FROM anaconda/miniconda:latest\n")]
    [InlineData("FROM other/continuumio:1\n")]
    public void A_maintained_base_is_not(string text) => IsSilent(text);
}
