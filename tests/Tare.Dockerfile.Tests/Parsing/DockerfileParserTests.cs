using System.Text;
using CsCheck;
using Tare.Dockerfile.Parsing;
using Tare.Dockerfile.Syntax;
using Tare.Testing;

namespace Tare.Dockerfile.Tests.Parsing;

public sealed class DockerfileParserTests
{
    private static readonly string[] Fragments =
    [
        "FROM a\n", "RUN x \\\n  y\n", "# c\n", "\r\n", "RUN <<EOF\nx\nEOF\n", "RUN cat <<-\"E\" > f\n\tb\n\tE\n", "CMD [\"a\", \"b\"]\n", "ONBUILD ",
        "ONBUILD RUN x\n", "HEALTHCHECK --interval=1s CMD x\n", "ENV A=b C=\"d e\"\n", "\\", "`", "\"", "'", "$(", "${A:-b}", "<<", "((", "\0", "é", "COPY --from=x a b", "# escape=`\n",
    ];

    public static TheoryData<string> Corpus => SharedData.IsPresent
        ? [.. Directory.GetFiles(SharedData.PathOf("dockerfiles"), "*.Dockerfile").Select(f => Path.GetFileName(f)!)]
        : ["none"];

    [Theory]
    [MemberData(nameof(Corpus))]
    public void Every_byte_of_a_public_file_comes_back(string name)
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Missing);
        var bytes = File.ReadAllBytes(SharedData.PathOf("dockerfiles", name));
        var file = DockerfileParser.Parse(SourceText.From(bytes));
        file.Source.With(file.ToString()).ToBytes().ShouldBe(bytes);
        file.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void Every_byte_of_any_file_comes_back() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        var file = DockerfileParser.Parse(SourceText.From(bytes));
        return file.Source.With(file.ToString()).ToBytes().AsSpan().SequenceEqual(bytes);
    });

    [Fact]
    public void Every_character_of_any_mixture_of_fragments_comes_back() => Gen.Int[0, Fragments.Length - 1].Select(i => Fragments[i]).Array[0, 20].Sample(parts =>
    {
        var text = string.Concat(parts);
        return DockerfileParser.Parse(text).ToString() == text;
    });

    [Fact]
    public void A_byte_order_mark_stays()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. "FROM a"u8];
        var source = SourceText.From(bytes);
        source.Text.ShouldBe("FROM a");
        source.ToBytes().ShouldBe(bytes);
    }

    [Fact]
    public void A_continued_instruction_is_one_logical_line_without_its_comments()
    {
        var run = DockerfileParser.Parse("FROM a\nRUN one \\\n# why\n\n  two \\ \n three\nCMD x\n").Instructions[1];
        run.Arguments.Text.ShouldBe("one   two  three");
    }

    [Fact]
    public void A_position_of_a_logical_line_leads_back_to_the_file()
    {
        const string text = "RUN one \\\n# why\n  two\n";
        var run = DockerfileParser.Parse(text).Instructions[0];
        var at = run.Arguments.Text.IndexOf("two", StringComparison.Ordinal);
        text[run.Arguments.ToSource(at)..].ShouldStartWith("two");
    }

    [Fact]
    public void The_escape_directive_changes_what_continues_a_line()
    {
        var file = DockerfileParser.Parse("# escape=`\nFROM a\nRUN c:\\ `\n x\n");
        file.Escape.ShouldBe('`');
        file.Instructions[1].Arguments.Text.ShouldBe("c:\\  x");
    }

    [Fact]
    public void A_directive_behind_a_comment_is_a_comment() =>
        DockerfileParser.Parse("# hello\n# escape=`\nFROM a\n").Escape.ShouldBe('\\');

    [Theory]
    [InlineData("RUN <<EOF\necho 1\nEOF\n", "echo 1\n", true)]
    [InlineData("RUN <<\"EOF\"\necho $A\nEOF\n", "echo $A\n", false)]
    [InlineData("RUN <<-EOF\n\techo 1\n\tEOF\n", "\techo 1\n", true)]
    [InlineData("COPY <<EOF /a\nx\nEOF\n", "x\n", true)]
    [InlineData("ONBUILD RUN <<EOF\nx\nEOF\n", "x\n", true)]
    public void A_heredoc_belongs_to_its_instruction(string text, string body, bool expands)
    {
        var file = DockerfileParser.Parse(text + "CMD x\n");
        var heredoc = file.Instructions[0].Heredocs.ShouldHaveSingleItem();
        file.Source.Slice(heredoc.BodySpan).ToString().ShouldBe(body);
        heredoc.Expands.ShouldBe(expands);
        file.Instructions.Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("RUN cat <<< EOF\n", "a here-string")]
    [InlineData("RUN echo \"<<EOF\"\n", "quoted")]
    [InlineData("CMD cat <<EOF\n", "CMD takes none")]
    public void What_only_looks_like_a_heredoc_takes_no_lines(string text, string because) =>
        DockerfileParser.Parse(text + "CMD x\n").Instructions.Length.ShouldBe(2, because);

    [Fact]
    public void A_tab_before_the_end_word_ends_only_the_dash_form()
    {
        var file = DockerfileParser.Parse("RUN <<EOF\nx\n\tEOF\nEOF\n");
        file.Source.Slice(file.Instructions[0].Heredocs[0].BodySpan).ToString().ShouldBe("x\n\tEOF\n");
    }

    [Theory]
    [InlineData("CMD [\"a\", \"b\\n\\u0041\"]", "a|b\nA")]
    [InlineData("CMD []", "")]
    [InlineData("CMD [\"a\",\\\n\"b\"]", "a|b")]
    public void A_JSON_array_is_the_exec_form(string text, string words) =>
        string.Join('|', DockerfileParser.Parse(text).Instructions[0].ExecForm.ShouldNotBeNull().Select(w => w.Text)).ShouldBe(words);

    [Theory]
    [InlineData("CMD ['a']", "single quotes are no JSON")]
    [InlineData("CMD [\"a\",]", "a comma too many")]
    [InlineData("CMD [\"a\"] b", "something behind it")]
    [InlineData("CMD [ -f x ] && y", "a test")]
    public void What_is_not_a_JSON_array_of_strings_is_the_shell_form(string text, string because) =>
        DockerfileParser.Parse(text).Instructions[0].ExecForm.ShouldBeNull(because);

    [Fact]
    public void Options_are_told_from_arguments()
    {
        var run = DockerfileParser.Parse("RUN --mount=type=cache,target=/a --network=none --x\n").Instructions[0];
        run.Flags.Select(f => f.Name).ShouldBe(["mount", "network", "x"]);
        run.Flag("mount").ShouldBe("type=cache,target=/a");
    }

    [Theory]
    [InlineData("FROM a\nRNU x\n")]
    [InlineData("FROM a\nRNU\n")]
    public void An_unknown_instruction_is_named_with_its_place(string text)
    {
        var file = DockerfileParser.Parse(text);
        var diagnostic = file.Diagnostics.ShouldHaveSingleItem();
        diagnostic.Message.ShouldBe("`RNU` is not a Dockerfile instruction");
        file.Source.PositionOf(diagnostic.Span.Start).ShouldBe(new LinePosition(2, 1));
    }

    [Fact]
    public void Ten_thousand_ONBUILDs_in_a_line_do_not_nest()
    {
        var text = new StringBuilder().Insert(0, "ONBUILD ", 10_000).Append("RUN x").ToString();
        DockerfileParser.Parse(text).Instructions.Length.ShouldBe(1);
    }
}
