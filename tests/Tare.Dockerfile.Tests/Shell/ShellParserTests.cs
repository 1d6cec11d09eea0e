using CsCheck;
using Tare.Dockerfile.Parsing;
using Tare.Dockerfile.Shell;

namespace Tare.Dockerfile.Tests.Shell;

public sealed class ShellParserTests
{
    [Theory]
    [InlineData("a b && c; d || e | f &", "a b/None c/And d/Sequence e/Or f/Pipe")]
    [InlineData("a 'b c' \"d $E\" f\\ g", "a b c d $E f g/None")]
    [InlineData("if a; then b; else c; fi; d", "a/None b/Sequence c/Sequence d/Sequence")]
    [InlineData("for x in 1 2; do a $x; done && b", "a $x/None b/And")]
    [InlineData("(a; b) && { c; }", "a/None b/Sequence c/And")]
    [InlineData("case $A in x) b;; y|z) c;; esac", "b/None c/Sequence")]
    [InlineData("a $(b && c) `d; e`", "a $(b && c) `d; e`/None")]
    [InlineData("A=1 B=2 c", "c/None")]
    [InlineData("a # b && c", "a/None")]
    [InlineData("a > /x 2>&1 < y", "a/None")]
    [InlineData("a <<< b && c", "a/None c/And")]
    [InlineData("a; bash -c 'b; c' && d", "a/None b/Sequence c/Sequence d/And")]
    [InlineData("sudo /bin/sh -o pipefail -ec \"b \\\"c d\\\" | e\"", "b c d/None e/Pipe")]
    [InlineData("bash -c \"$A\" && bash -c b && bash c -d 'e'", "$A/None bash -c b/And bash c -d e/And")]
    public void The_commands_of_a_script_are_found(string script, string commands) =>
        string.Join(' ', Parse(script).Commands.Select(c => string.Join(' ', c.Words.Select(w => w.Text)) + "/" + c.Before)).ShouldBe(commands);

    [Fact]
    public void A_command_behind_a_condition_is_conditional() =>
        Parse("if x; then a; fi; b || c").Commands.Select(c => c.IsConditional).ShouldBe([true, true, false, true]);

    [Fact]
    public void No_text_makes_it_fail() => Gen.String[Gen.Char["ab \t\n\\'\"$(){}`&|;<>#=10"], 0, 60].Sample(text =>
    {
        _ = Parse(text.Replace("\n", "", StringComparison.Ordinal));
    });

    private static ShellScript Parse(string script) => ShellParser.Parse(DockerfileParser.Parse($"RUN {script}").Instructions[0].Arguments);
}
