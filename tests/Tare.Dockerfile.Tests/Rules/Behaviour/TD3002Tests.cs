namespace Tare.Dockerfile.Tests.Rules.Behaviour;

public sealed class TD3002Tests() : RuleTest("TD3002")
{
    [Theory]
    [InlineData("FROM debian:12.9\nCMD [\"x\"]\n")]
    [InlineData("FROM a\nUSER 1000\nRUN x\nUSER root\nCMD [\"x\"]\n")]
    [InlineData("FROM nvidia/cuda:12.4.1-base-ubuntu22.04\nENTRYPOINT [\"x\"]\n")]
    public void A_program_that_runs_as_root_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM debian:12.9\nUSER 1000:1000\nCMD [\"x\"]\n")]
    [InlineData("FROM debian:12.9\nRUN x\n")]
    [InlineData("FROM debian:12.9 AS b\nUSER app\nFROM b\nCMD [\"x\"]\n")]
    public void A_program_that_does_not_is_not(string text) => IsSilent(text);

    [Theory]
    [InlineData("FROM mambaorg/micromamba:2.0\nCMD [\"x\"]\n")]
    [InlineData("FROM company/base:1\nCMD [\"x\"]\n")]
    [InlineData("FROM gcr.io/distroless/base-debian12:nonroot\nCMD [\"x\"]\n")]
    public void A_base_that_may_have_set_a_user_is_not(string text) => IsSilent(text);
}
