using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Parsing;
using Tare.Dockerfile.Syntax;
using Tare.Testing;

namespace Tare.Dockerfile.Tests.Parsing;

public sealed class SecondParserTests
{
    [Fact]
    public void Instructions_of_public_files_begin_and_end_where_another_parser_has_them()
    {
        var files = Files();
        var readings = SecondParser.Read(files.Select(f => f.Source.Text));
        var differences = files.Zip(readings).SelectMany(p => Differences(p.First.Name, p.First.Source, p.Second.Instructions));
        differences.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("FROM a\r\nRUN b \\\r\n # c\r\n\r\n d\r\nCMD e\r\n", "CR LF, a comment and an empty line inside an instruction")]
    [InlineData("# escape=`\nFROM a\nRUN b `\n c\nCMD d \\\nUSER e\n", "another escape character")]
    [InlineData("FROM a\nRUN <<EOF\nFROM b\nEOF\nCOPY <<X <<\"Y\" /\nx\nX\ny\nY\nCMD c\n", "here-documents")]
    [InlineData("FROM a\nRUN cat <<<x\nCMD c\n", "a here-string")]
    [InlineData("FROM a\nONBUILD RUN b \\\n c\nHEALTHCHECK --interval=1s \\\n CMD d\n", "an instruction in an instruction")]
    [InlineData("\n\n  from a\n\trun b\n", "lower case and blanks before it")]
    public void Instructions_begin_and_end_where_another_parser_has_them(string text, string because)
    {
        Assert.SkipUnless(SecondParser.IsPresent, SecondParser.Missing);
        Differences("", SourceText.From(text), SecondParser.Read([text])[0].Instructions).ShouldBeEmpty(because);
    }

    [Fact]
    public void A_repaired_public_file_has_no_errors_that_it_did_not_have()
    {
        var files = Files();
        var before = SecondParser.Read(files.Select(f => f.Source.Text));
        var after = SecondParser.Read(files.Select(f => Fixer.Apply(f.Source, new FixOptions(Unsafe: true)).Text.Text));
        foreach (var (file, (old, repaired)) in files.Zip(before.Zip(after)))
        {
            repaired.Errors.Except(old.Errors).ShouldBeEmpty(file.Name);
        }
    }

    private static (string Name, SourceText Source)[] Files()
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Missing);
        Assert.SkipUnless(SecondParser.IsPresent, SecondParser.Missing);
        return [.. Directory.GetFiles(SharedData.PathOf("dockerfiles"), "*.Dockerfile").Order(StringComparer.Ordinal).Select(f => (Path.GetFileName(f), SourceText.From(File.ReadAllBytes(f))))];
    }

    private static IEnumerable<string> Differences(string name, SourceText source, IReadOnlyList<(string Keyword, int Start, int End)> theirs)
    {
        var ours = DockerfileParser.Parse(source).Instructions.Select(i => (i.Keyword, i.KeywordSpan.Start, End: Trimmed(source.Text, i.Span.End))).ToArray();
        var others = theirs.Select(t => (t.Keyword, t.Start, End: Trimmed(source.Text, t.End))).ToArray();
        return ours.Except(others).Select(o => $"{name}: only ours: {Show(source, o)}").Concat(others.Except(ours).Select(o => $"{name}: only theirs: {Show(source, o)}"));
    }

    // The white space behind an instruction belongs to nobody.
    private static int Trimmed(string text, int end) => text.AsSpan(0, end).TrimEnd().Length;

    private static string Show(SourceText source, (string Keyword, int Start, int End) place) =>
        $"{place.Keyword} {source.PositionOf(place.Start)} to {source.PositionOf(place.End)}";
}
