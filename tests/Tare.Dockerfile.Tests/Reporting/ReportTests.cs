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
        TextReport.Write(output, Files, (text, _) => text);
        output.ToString().ShouldStartWith(
            """
            dir/a b:2:5: warning TD1001 `conda install` leaves its downloads and extracted packages in this layer
                 2 | RUN conda install -y x
                   |     ^^^^^^^^^^^^^^^^^^
                   = fix: add `conda clean -afy` to this RUN

            1 file, 1 finding;
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_control_character_of_the_file_never_reaches_the_terminal()
    {
        var source = SourceText.From("FROM a:1\nRUN conda install -y \u001b[2Jx\n");
        var output = new StringWriter();
        TextReport.Write(output, [new("f", source, Linter.Run(source, LintedKind.Dockerfile))], (text, _) => text);
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
