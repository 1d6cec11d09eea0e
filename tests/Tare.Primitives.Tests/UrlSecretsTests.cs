namespace Tare.Primitives.Tests;

public sealed class UrlSecretsTests
{
    [Theory]
    [InlineData("https://u:p@h/t/tk-1/main/linux-64", "https://***@h/t/<TOKEN>/main/linux-64")]
    [InlineData("https://token@host/x", "https://***@host/x")]
    [InlineData("https://user:p@ss@host/x", "https://***@host/x")]
    [InlineData("https://user:it's@host/x", "https://***@host/x")]
    [InlineData("https://h/t/tk-1", "https://h/t/<TOKEN>")]
    [InlineData("https://h/t/tk-1/a/t/tk-2/b", "https://h/t/<TOKEN>/a/t/<TOKEN>/b")]
    [InlineData("`https://h/t/tk-1` and \"https://a:b@c\"", "`https://h/t/<TOKEN>` and \"https://***@c\"")]
    [InlineData("see http://a:b@c/d and socks5://e@f:1", "see http://***@c/d and socks5://***@f:1")]
    [InlineData("https://p/?to=https://u:p@h/x", "https://p/?to=https://***@h/x")]
    [InlineData("https://h/x?X-Amz-Signature=abc&y=1", "https://h/x?X-Amz-Signature=***&y=1")]
    [InlineData("https://h/x?a=1&token=abc#f", "https://h/x?a=1&token=***#f")]
    [InlineData("sent Authorization: Bearer abcdefghijkl.mnop", "sent Authorization: Bearer ***")]
    [InlineData("basic dXNlcjpwYXNz, bearer  abcdefgh!", "basic ***, bearer  ***!")]
    public void Secrets_are_hidden(string text, string shown) => UrlSecrets.Hide(text).ShouldBe(shown);

    [Theory]
    [InlineData("https://u:p/q@h/x")]
    [InlineData("https://host/path@2/x")]
    [InlineData("https://host/t")]
    [InlineData("https://host/t/")]
    [InlineData("https://h/x?name=y&z")]
    [InlineData("https://conda.anaconda.org/conda-forge")]
    [InlineData("/home/t/x/pkgs")]
    [InlineData("Basic law")]
    [InlineData("a@b")]
    [InlineData("x://")]
    [InlineData("")]
    public void What_is_no_secret_stays(string text) => UrlSecrets.Hide(text).ShouldBe(text);

    [Theory]
    [InlineData("https://u:p@h/x", "https://***@h/x")]
    [InlineData("/t/tk-1/main?token=x", "/t/<TOKEN>/main?token=***")]
    public void Secrets_of_an_address_are_hidden_relative_or_not(string url, string shown) =>
        UrlSecrets.Hide(new Uri(url, UriKind.RelativeOrAbsolute)).ShouldBe(shown);

    [Fact]
    public void Long_hostile_text_takes_no_long_time()
    {
        var text = string.Concat(Enumerable.Repeat("https://Basic Basic /t/?&", 20_000));
        var start = System.Diagnostics.Stopwatch.StartNew();
        UrlSecrets.Hide(text);
        start.ElapsedMilliseconds.ShouldBeLessThan(5_000);
    }
}
