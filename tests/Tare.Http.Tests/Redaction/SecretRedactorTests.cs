using Tare.Http.Redaction;

namespace Tare.Http.Tests.Redaction;

public sealed class SecretRedactorTests
{
    [Theory]
    [InlineData("https://user:pass@host/x", "https://***@host/x")]
    [InlineData("https://token@host/x", "https://***@host/x")]
    [InlineData("https://host/t/tk-123-abc/channel/linux-64/repodata.json", "https://host/t/<TOKEN>/channel/linux-64/repodata.json")]
    [InlineData("https://host/t/tk-123", "https://host/t/<TOKEN>")]
    [InlineData("https://h/x?X-Amz-Signature=abc&y=1", "https://h/x?X-Amz-Signature=***&y=1")]
    [InlineData("https://h/x?a=1&token=abc#f", "https://h/x?a=1&token=***#f")]
    [InlineData("sent Authorization: Bearer abcdefghijkl.mnop", "sent Authorization: Bearer ***")]
    [InlineData("https://user:p@ss@host/x", "https://***@host/x")]
    [InlineData("https://host/t", "https://host/t")]
    [InlineData("https://host/path@2/x", "https://host/path@2/x")]
    [InlineData("two: https://a:b@c/ and socks5://d:e@f:1", "two: https://***@c/ and socks5://***@f:1")]
    public void Secrets_are_taken_out(string text, string shown) => SecretRedactor.Redact(text).ShouldBe(shown);
}
