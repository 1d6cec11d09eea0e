using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Tests.Rules.Behaviour;

public sealed class TD3009Tests() : RuleTest("TD3009", settings: new LintSettings { Today = new DateOnly(2026, 11, 1) })
{
    [Theory]
    [InlineData("FROM nvcr.io/nvidia/pytorch:23.05-py3\n")]
    [InlineData("FROM continuumio/miniconda3:23.10.0-1\n")]
    [InlineData("FROM jupyter/base-notebook:2023-05-01\n")]
    [InlineData("FROM a/b:x-20230501\n")]
    public void A_base_whose_tag_tells_that_it_is_old_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM nvcr.io/nvidia/pytorch:26.05-py3\n")]
    [InlineData("FROM debian:12.9\n")]
    [InlineData("FROM a/b:23.05\n")]
    [InlineData("FROM a/b:20269999\n")]
    [InlineData("FROM jupyter/base-notebook:2026-10-20\n")]
    public void A_base_that_is_new_or_does_not_tell_is_not(string text) => IsSilent(text);
}
