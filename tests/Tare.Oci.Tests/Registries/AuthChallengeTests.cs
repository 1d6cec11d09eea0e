using CsCheck;
using Tare.Oci.Registries;

namespace Tare.Oci.Tests.Registries;

public sealed class AuthChallengeTests
{
    [Fact]
    public void A_bearer_challenge_names_realm_service_and_scope()
    {
        var challenge = AuthChallenge.ParseAll("Bearer realm=\"https://auth.io/token\",service=\"reg\", scope=\"repository:a/b:pull,push\"").Single();
        challenge.IsBearer.ShouldBeTrue();
        challenge.Parameters["realm"].ShouldBe("https://auth.io/token");
        challenge.Parameters["scope"].ShouldBe("repository:a/b:pull,push");
    }

    [Fact]
    public void Several_challenges_come_in_one_header()
    {
        var challenges = AuthChallenge.ParseAll("Negotiate, Basic realm=\"a \\\"b\\\"\", charset=utf-8, bearer realm=x");
        challenges.Select(c => c.Scheme).ShouldBe(["Negotiate", "Basic", "bearer"]);
        challenges[1].Parameters["realm"].ShouldBe("a \"b\"");
        challenges[2].IsBearer.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData(",,,")]
    [InlineData("=")]
    [InlineData("Bearer realm=\"unterminated")]
    public void Nonsense_is_read_without_an_error(string header) => AuthChallenge.ParseAll(header).Count.ShouldBeLessThanOrEqualTo(1);

    [Fact]
    public void Any_text_is_read_without_an_error() =>
        Gen.String[Gen.Char["Bearalm=\",\\ \t"], 0, 60].Sample(text => AuthChallenge.ParseAll(text));
}
