namespace Tare.Primitives.Tests;

public sealed class UrlSecretsTests
{
    [Theory]
    [InlineData("https://u:p@h/t/tk-1/main/linux-64", "https://***@h/t/<TOKEN>/main/linux-64")]
    [InlineData("https://h/t/tk-1", "https://h/t/<TOKEN>")]
    [InlineData("see http://a:b@c/d and https://e@f", "see http://***@c/d and https://***@f")]
    [InlineData("https://u:p/q@h/x", "https://u:p/q@h/x")]
    [InlineData("/home/t/x/pkgs", "/home/t/x/pkgs")]
    [InlineData("https://conda.anaconda.org/conda-forge", "https://conda.anaconda.org/conda-forge")]
    [InlineData("a@b", "a@b")]
    [InlineData("x://", "x://")]
    public void Secrets_of_urls_are_hidden(string text, string shown) => UrlSecrets.Hide(text).ShouldBe(shown);
}
