using CsCheck;
using Tare.Dockerfile.EnvironmentFiles;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Syntax;
using Tare.Testing;

namespace Tare.Dockerfile.Tests.Rules;

public sealed class EnvironmentCorpusTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_second_repair_of_a_public_file_changes_nothing(bool isUnsafe)
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Missing);
        var options = new FixOptions(Unsafe: isUnsafe) { Kind = LintedKind.Environment };
        foreach (var file in Directory.GetFiles(SharedData.PathOf("environment-files"), "*.y*ml"))
        {
            var once = Fixer.Apply(SourceText.From(File.ReadAllBytes(file)), options);
            Fixer.Apply(once.Text, options).Applied.ShouldBeEmpty(file);
        }
    }

    [Fact]
    public void A_repair_of_a_public_file_changes_only_the_lines_of_its_findings()
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Missing);
        foreach (var file in Directory.GetFiles(SharedData.PathOf("environment-files"), "*.y*ml"))
        {
            var source = SourceText.From(File.ReadAllBytes(file));
            source.ToBytes().ShouldBe(File.ReadAllBytes(file));
            var edits = Linter.Run(EnvironmentTextReader.Read(source)).Where(f => f.Fix is not null).SelectMany(f => f.Fix!.Edits);
            var touched = edits.Select(e => source.PositionOf(e.Span.Start).Line).ToHashSet();
            var repaired = Fixer.Apply(source, new FixOptions(Unsafe: true) { Kind = LintedKind.Environment }).Text;
            var lines = Enumerable.Range(1, repaired.LineCount).Select(repaired.Line);
            Enumerable.Range(1, source.LineCount).Where(n => !touched.Contains(n)).Select(source.Line).Except(lines).ShouldBeEmpty(file);
        }
    }

    [Fact]
    public void No_text_makes_the_reader_fail() => Gen.String[Gen.Char["ab:-\n #\"'{}[]&*!|>%@ \t0"], 0, 80].Sample(text =>
    {
        _ = Linter.Run(EnvironmentTextReader.Read(SourceText.From(text)));
    });

    [Fact]
    public void A_prefix_goes_with_its_line_and_everything_else_stays()
    {
        var result = Fixer.Apply(SourceText.From("name: a\r\nchannels: [conda-forge]\r\ndependencies:\r\n- b=1 # c\r\nprefix: /x # y\r\n"), new FixOptions { Kind = LintedKind.Environment });
        result.Text.Text.ShouldBe("name: a\r\nchannels: [conda-forge]\r\ndependencies:\r\n- b=1 # c\r\n");
    }

    [Fact]
    public void Pip_is_added_before_its_list()
    {
        var result = Fixer.Apply(SourceText.From("dependencies:\n  - b=1\n  - pip:\n    - c\n"), new FixOptions { Kind = LintedKind.Environment });
        result.Text.Text.ShouldBe("dependencies:\n  - b=1\n  - pip\n  - pip:\n    - c\n");
    }
}
