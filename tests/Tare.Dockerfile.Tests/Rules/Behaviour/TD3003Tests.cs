namespace Tare.Dockerfile.Tests.Rules.Behaviour;

public sealed class TD3003Tests() : RuleTest("TD3003")
{
    [Theory]
    [InlineData("FROM debian\n")]
    [InlineData("FROM debian:latest\n")]
    [InlineData("FROM host:5000/debian\n")]
    [InlineData("ARG T=latest\nFROM debian:$T\n")]
    public void A_base_that_moves_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM debian:12.9\n")]
    [InlineData("FROM debian@sha256:0000000000000000000000000000000000000000000000000000000000000000\n")]
    [InlineData("FROM scratch\n")]
    [InlineData("FROM debian:12.9 AS b\nFROM b\n")]
    [InlineData("ARG T\nFROM debian:$T\n")]
    public void A_base_that_stays_is_not(string text) => IsSilent(text);
}
