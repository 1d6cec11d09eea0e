using System.Text.Json;
using System.Xml.Linq;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Reporting;
using Tare.Dockerfile.Rules;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Tests.Reporting;

public sealed class ReportTests
{
    private static readonly SourceText Source = SourceText.From("FROM a:1\nRUN\tconda install -y x\n");

    private static LintedFile[] Files => [new("dir/a b", Source, Linter.Run(Source, LintedKind.Dockerfile, [.. RuleTable.All.Where(r => r.Code == "TD1001")]))];

    [Fact]
    public void Text_shows_the_line_and_marks_the_place()
    {
        var output = new StringWriter { NewLine = "\n" };
        TextReport.Write(output, Files, new TextStyle());
        output.ToString().ShouldStartWith(
            """
            dir/a b:2:5: warning TD1001 `conda install` leaves its downloads and extracted packages in this layer
                 2 | RUN conda install -y x
                   |     ^^^^^^^^^^^^^^^^^^
                   = fix: add `conda clean -afy` to this RUN

            1 file, 1 finding;
            """.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("RUN conda install -y x\n", 40, "RUN conda install -y x", "    ^^^^^^^^^^^^^^^^^^")]
    [InlineData("RUN echo 0123456789 && conda install -y x\n", 40, "…23456789 && conda install -y x", "             ^^^^^^^^^^^^^^^^^^")]
    [InlineData("RUN conda install -y x && echo 01234567890123456789\n", 40, "RUN conda install -y x && echo…", "    ^^^^^^^^^^^^^^^^^^")]
    [InlineData("RUN echo 清理缓存 && conda install -y x\n", 60, "RUN echo 清理缓存 && conda install -y x", "                     ^^^^^^^^^^^^^^^^^^")]
    public void The_line_is_cut_to_the_screen_and_the_mark_stays_under_the_place(string line, int columns, string shown, string mark)
    {
        var output = new StringWriter { NewLine = "\n" };
        var source = SourceText.From("FROM a:1\n" + line);
        TextReport.Write(output, [new("f", source, Linter.Run(source, LintedKind.Dockerfile, [.. RuleTable.All.Where(r => r.Code == "TD1001")]))], new TextStyle { Width = columns });
        var lines = output.ToString().Split('\n').SkipWhile(l => !l.Contains(" | ")).Select(l => l[(l.IndexOf(" | ", StringComparison.Ordinal) + 3)..]);
        lines.Take(2).ShouldBe([shown, mark]);
    }

    [Fact]
    public void No_line_is_longer_than_the_screen()
    {
        var output = new StringWriter { NewLine = "\n" };
        TextReport.Write(output, Files, new TextStyle { Width = 40 });
        output.ToString().Split('\n').SkipLast(2).ShouldAllBe(l => l.Length <= 40);
    }

    [Fact]
    public void A_control_character_of_the_file_never_reaches_the_terminal()
    {
        var source = SourceText.From("FROM a:1\nRUN conda install -y \u001b[2Jx\n");
        var output = new StringWriter();
        TextReport.Write(output, [new("f", source, Linter.Run(source, LintedKind.Dockerfile))], new TextStyle());
        output.ToString().ShouldNotContain('\u001b');
    }

    [Fact]
    public void Json_has_the_fields_of_the_contract()
    {
        var finding = Json(w => JsonReport.Write(w, Files)).GetProperty("findings")[0];
        finding.EnumerateObject().Select(p => p.Name).ShouldBe(["rule", "severity", "message", "file", "line", "column", "fix"]);
        finding.GetProperty("line").GetInt32().ShouldBe(2);
    }

    [Fact]
    public void Sarif_names_the_rule_and_escapes_the_path()
    {
        var run = Json(w => SarifReport.Write(w, Files, RuleTable.All)).GetProperty("runs")[0];
        var result = run.GetProperty("results")[0];
        result.GetProperty("ruleId").GetString().ShouldBe("TD1001");
        result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString().ShouldBe("dir/a%20b");
        run.GetProperty("tool").GetProperty("driver").GetProperty("rules").GetArrayLength().ShouldBe(RuleTable.All.Count);
    }

    [Fact]
    public void GitHub_gets_one_line_a_finding()
    {
        var output = new StringWriter { NewLine = "\n" };
        GitHubReport.Write(output, Files);
        output.ToString().ShouldBe("::warning file=dir/a b,line=2,col=5,endLine=2,title=TD1001::`conda install` leaves its downloads and extracted packages in this layer\n");
    }

    [Fact]
    public void What_GitHub_would_take_for_its_own_marks_is_escaped()
    {
        var source = SourceText.From("FROM a\n");
        var finding = new Finding("TD1001", Severity.Info, new TextSpan(0, 4), "100 %: one,\r\ntwo::");
        var output = new StringWriter { NewLine = "\n" };
        GitHubReport.Write(output, [new("a,b:%c", source, [finding])]);
        output.ToString().ShouldBe("::notice file=a%2Cb%3A%25c,line=1,col=1,endLine=1,title=TD1001::100 %25: one,%0D%0Atwo::\n");
    }

    [Fact]
    public void What_XML_cannot_say_is_replaced()
    {
        var source = SourceText.From("FROM a\n");
        var output = new StringWriter();
        CheckstyleReport.Write(output, [new("a\u0001<&\"", source, [new("TD1001", Severity.Error, new TextSpan(0, 4), "<b> \u0000 \"é\" \ud800")])]);
        var file = XDocument.Parse(output.ToString()).Descendants("file").Single();
        file.Attribute("name")!.Value.ShouldBe("a\uFFFD<&\"");
        file.Element("error")!.Attribute("message")!.Value.ShouldBe("<b> \uFFFD \"é\" \uFFFD");
    }

    [Fact]
    public void Checkstyle_is_XML()
    {
        var output = new StringWriter();
        CheckstyleReport.Write(output, Files);
        XDocument.Parse(output.ToString()).Descendants("error").Single().Attribute("source")!.Value.ShouldBe("TD1001");
    }

    [Theory]
    [InlineData("a\nb\nc\n", "a\nx\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n")]
    [InlineData("a\n", "a\nb", "@@ -1,1 +1,2 @@\n a\n+b\n\\ No newline at end of file\n")]
    public void A_difference_is_one_that_patch_reads(string before, string after, string hunk)
    {
        var output = new StringWriter();
        UnifiedDiff.Write(output, "f", before, after);
        output.ToString().ShouldBe("--- a/f\n+++ b/f\n" + hunk);
    }

    private static JsonElement Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return JsonDocument.Parse(buffer.ToArray()).RootElement;
    }
}
