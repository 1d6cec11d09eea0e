using CsCheck;
using Tare.Dockerfile.Configuration;
using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Tests.Configuration;

public sealed class LintConfigurationTests
{
    [Fact]
    public void The_table_lint_is_read()
    {
        var read = LintConfiguration.Parse("# ours\n[other]\nx = 1\n[lint]\nignore = [\n  \"TD1004\", # why\n  'TD3',\n]\nfail-level = \"error\"\nmax-base-age = 90\n", "f");
        read.Ignore.ShouldBe(["TD1004", "TD3"]);
        read.FailLevel.ShouldBe(Severity.Error);
        read.MaximumBaseAge.ShouldBe(90);
    }

    [Theory]
    [InlineData("[lint]\nignroe = []\n", "an unknown key")]
    [InlineData("[lint]\nfail-level = 3\n", "a number for a word")]
    [InlineData("[lint]\nignore\n", "no value")]
    [InlineData("[lint]\nignore = [\n", "an array that never ends")]
    public void What_is_not_a_setting_is_refused_with_its_line(string text, string because) =>
        Should.Throw<DockerfileException>(() => LintConfiguration.Parse(text, "f"), because).Message.ShouldStartWith("f:2: ");

    [Fact]
    public void No_text_makes_it_fail_otherwise() => Gen.String[Gen.Char["[]=\"'#,lint \n0a-"], 0, 60].Sample(text =>
    {
        try
        {
            _ = LintConfiguration.Parse(text, "f");
        }
        catch (DockerfileException)
        {
        }
    });
}
