using CsCheck;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Parsing;
using Tare.Dockerfile.Syntax;
using Tare.Testing;

namespace Tare.Dockerfile.Tests.Rules;

public sealed class CorpusTests(ITestOutputHelper output)
{
    private static string[] Files()
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Missing);
        return Directory.GetFiles(SharedData.PathOf("dockerfiles"), "*.Dockerfile");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_second_repair_of_a_public_file_changes_nothing(bool isUnsafe)
    {
        foreach (var file in Files())
        {
            var once = Fixer.Apply(SourceText.From(File.ReadAllBytes(file)), new FixOptions(Unsafe: isUnsafe));
            var twice = Fixer.Apply(once.Text, new FixOptions(Unsafe: isUnsafe));
            twice.Applied.ShouldBeEmpty(file);
            DockerfileParser.Parse(once.Text).Diagnostics.ShouldBeEmpty(file);
        }
    }

    [Fact]
    public void A_damaged_public_file_is_repaired_once_and_its_damage_is_not_made_worse()
    {
        var files = Files().Select(f => SourceText.From(File.ReadAllBytes(f)).Text).Where(t => t.Length < 8000).ToArray();
        string[] pieces = ["\"", "'", "`", "\\\n", "\\", "#", " && ", " || true", " | tee a", " & ", ";", "(", ")", "{", "}", "$(", "<<EOF", "\r", "\n", "RUN ", "ONBUILD ", "if ", "fi ", "! ", "bash -c \""];
        var damage = Gen.Select(Gen.Double[0, 1], Gen.Int[0, 40], Gen.Int[0, pieces.Length - 1]);
        Gen.Select(Gen.Int[0, files.Length - 1], damage.Array[1, 4], Gen.Bool).Sample(
            (file, changes, isUnsafe) =>
            {
                var text = files[file];
                foreach (var (place, removed, piece) in changes)
                {
                    var at = (int)(place * text.Length);
                    text = text[..at] + pieces[piece] + text[Math.Min(text.Length, at + removed)..];
                }

                var options = new FixOptions(Unsafe: isUnsafe);
                var once = Fixer.Apply(SourceText.From(text), options);
                Fixer.Apply(once.Text, options).Applied.ShouldBeEmpty(text);
                DockerfileParser.Parse(once.Text).Diagnostics.Count.ShouldBeLessThanOrEqualTo(DockerfileParser.Parse(text).Diagnostics.Count, text);
            },
            iter: 300);
    }

    [Fact]
    public void Every_finding_of_a_public_file_lies_inside_it()
    {
        var findings = Files().SelectMany(f =>
        {
            var file = new LintFile(DockerfileParser.Parse(SourceText.From(File.ReadAllBytes(f))));
            return Linter.Run(file).Select(r => (Name: Path.GetFileName(f), Finding: r, Line: file.Source.PositionOf(r.Span.Start).Line, Text: file.Source.Slice(r.Span).ToString()));
        }).ToArray();
        foreach (var group in findings.GroupBy(f => f.Finding.Rule).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{group.Key} {group.Count()} findings in {group.DistinctBy(f => f.Name).Count()} files");
        }

        if (Environment.GetEnvironmentVariable("TARE_LIST_FINDINGS") is { } rule)
        {
            foreach (var (name, finding, line, text) in findings.Where(f => f.Finding.Rule == rule))
            {
                output.WriteLine($"{name}:{line} {finding.Message}\n    {text.ReplaceLineEndings("\n    ")}");
            }
        }

        findings.ShouldAllBe(f => f.Line > 0);
    }
}
