using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Tests.Fixing;

public sealed class FixerTests
{
    [Theory]
    [InlineData("FROM a\nRUN conda install -y `b\n", "a substitution")]
    [InlineData("FROM a\nRUN conda install -y \"b\n", "a quotation mark")]
    [InlineData("FROM a\nRUN conda install -y $(b\n", "a parenthesis")]
    public void A_repair_that_something_unclosed_would_swallow_is_not_made(string text, string because)
    {
        Fixer.Apply(SourceText.From(text), new FixOptions()).Text.Text.ShouldBe(text, because);
    }

    [Theory]
    [InlineData("\ufeff")]
    [InlineData("")]
    public void Byte_order_mark_line_ends_and_escape_character_stay(string mark)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes($"{mark}# escape=`\r\nFROM a:1\r\nRUN x && `\r\n    conda install b\r\n");
        var repaired = Fixer.Apply(SourceText.From(bytes), new FixOptions());
        System.Text.Encoding.UTF8.GetString(repaired.Text.ToBytes()).ShouldBe(
            $"{mark}# escape=`\r\nFROM a:1\r\nRUN x && `\r\n    conda install -y b && `\r\n    conda clean -afy\r\n");
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_stay()
    {
        byte[] bytes = [.. "# \xE9\nFROM a:1\nRUN conda install b "u8, 0xFF, .. "\n"u8];
        var repaired = Fixer.Apply(SourceText.From(bytes), new FixOptions(Rules("TD2011")));
        repaired.Text.ToBytes().ShouldBe([.. "# \xE9\nFROM a:1\nRUN conda install -y b "u8, 0xFF, .. "\n"u8]);
    }

    [Theory]
    [InlineData("FROM a:1\nRUN <<EOF\nconda install b\nEOF\n", "FROM a:1\nRUN <<EOF\nconda install -y b && conda clean -afy\nEOF\n")]
    [InlineData("FROM a:1\nRUN conda install b <<< yes\n", "FROM a:1\nRUN conda install b <<< yes && conda clean -afy\n")]
    [InlineData("FROM a:1\nONBUILD RUN conda install b\n", "FROM a:1\nONBUILD RUN conda install b\n")]
    public void Here_documents_here_strings_and_ONBUILD_are_respected(string text, string repaired) =>
        Fixer.Apply(SourceText.From(text), new FixOptions()).Text.Text.ShouldBe(repaired);

    private static Rule[] Rules(string code) => [.. Dockerfile.Rules.RuleTable.All.Where(r => r.Code == code)];
}
