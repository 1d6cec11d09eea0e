namespace Tare.Dockerfile.Tests.Rules.Behaviour;

public sealed class TD3008Tests() : RuleTest("TD3008")
{
    [Theory]
    [InlineData("FROM debian:12.9\n")]
    [InlineData("FROM --platform=linux/amd64 debian:12.9 AS b\n")]
    public void A_base_without_a_digest_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM debian:12.9@sha256:0000000000000000000000000000000000000000000000000000000000000000\n")]
    [InlineData("FROM scratch\n")]
    [InlineData("ARG B\nFROM $B\n")]
    public void A_base_with_one_is_not(string text) => IsSilent(text);
}
