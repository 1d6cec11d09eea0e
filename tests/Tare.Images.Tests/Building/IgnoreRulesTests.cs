using CsCheck;
using Tare.Images.Building;

namespace Tare.Images.Tests.Building;

public sealed class IgnoreRulesTests
{
    [Theory]
    [InlineData(".git", ".git/config", true)]
    [InlineData(".git", "sub/.git/config", false)]
    [InlineData("**/.git", "sub/.git/config", true)]
    [InlineData("**/*.pyc", "a.pyc", true)]
    [InlineData("**/*.pyc", "a/b/c.pyc", true)]
    [InlineData("*.pyc", "a/b.pyc", false)]
    [InlineData("/data/", "data/x", true)]
    [InlineData("./data/../data", "data", true)]
    [InlineData("temp?", "tempa", true)]
    [InlineData("temp?", "temp/a", false)]
    [InlineData("[a-c]*", "bcd", true)]
    [InlineData("a.b+c", "aXb+c", false)]
    [InlineData("# a comment", "# a comment", false)]
    [InlineData("*\n!keep", "keep/x", false)]
    [InlineData("*\n!keep", "lost/x", true)]
    [InlineData("docs/**\n!docs/README.md", "docs/README.md", false)]
    [InlineData("!README.md\n*.md", "README.md", true)]
    [InlineData("*.md\r\n!README*.md\r\nREADME-secret.md", "README-secret.md", true)]
    public void The_last_pattern_that_fits_decides(string rules, string path, bool isIgnored) => IgnoreRules.Parse(rules).Ignores(path).ShouldBe(isIgnored);

    [Fact]
    public void No_rules_end_in_anything_but_an_error_of_their_own() => Gen.Select(Gen.String, Gen.String).Sample((rules, path) =>
    {
        try
        {
            _ = IgnoreRules.Parse(rules).Ignores(path);
        }
        catch (ImageException exception)
        {
            exception.Hint.ShouldNotBeNullOrEmpty();
        }
    });
}
