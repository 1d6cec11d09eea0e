using System.Text;
using System.Text.Json;
using NJsonSchema;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Reporting;
using Tare.Dockerfile.Rules;
using Tare.Dockerfile.Syntax;
using Tare.Testing;

namespace Tare.Dockerfile.Tests.Reporting;

/// <summary>The reports against OASIS's own schema; see Schemas/LICENSE-sarif.txt.</summary>
public sealed class SarifSchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromFileAsync(
        Path.Combine(Repository.Root, "tests", "Tare.Dockerfile.Tests", "Reporting", "Schemas", "sarif-schema-2.1.0.json")).GetAwaiter().GetResult();

    [Theory]
    [InlineData("", "no instruction at all")]
    [InlineData("FROM a\nRNU x\n", "a mistake of syntax")]
    [InlineData("FROM a\nRUN conda install \"x\u0001y\" \\\n  z\n", "control characters and several lines")]
    public void A_report_is_valid(string text, string because) => Validate([Lint("a b/%c:é.Dockerfile", Encoding.UTF8.GetBytes(text))]).ShouldBeEmpty(because);

    [Fact]
    public void A_report_on_standard_input_is_valid() => Validate([Lint("-", "FROM a\nRUN conda install x\n"u8)]).ShouldBeEmpty();

    [Fact]
    public void The_report_on_all_public_files_is_valid()
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Missing);
        LintedFile[] files = [.. Directory.GetFiles(SharedData.PathOf("dockerfiles"), "*.Dockerfile").Select(f => Lint(f, File.ReadAllBytes(f)))];
        files.Sum(f => f.Findings.Count).ShouldBeGreaterThan(1000);
        Validate(files).ShouldBeEmpty();
    }

    [Fact]
    public void The_schema_refuses_what_is_not_SARIF() => Schema.Validate("""{"version": "2.1.0", "runs": [{"tool": {"driver": {}}}]}""").ShouldNotBeEmpty();

    private static LintedFile Lint(string path, ReadOnlySpan<byte> bytes)
    {
        var source = SourceText.From(bytes);
        return new LintedFile(path, source, Linter.Run(source, LintedKind.Dockerfile));
    }

    private static string[] Validate(LintedFile[] files)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            SarifReport.Write(writer, files, RuleTable.All);
        }

        return [.. Schema.Validate(Encoding.UTF8.GetString(buffer.ToArray())).Select(e => e.ToString())];
    }
}
