using System.Text.RegularExpressions;
using CsCheck;
using Tare.Primitives.Patterns;

namespace Tare.Primitives.Tests.Patterns;

public sealed class TextRegexTests
{
    private static readonly string[] Parts =
    [
        "a", "b", "ab", "c", ".", "[ab]", "[^a]", "[a-c_]", @"\d", @"\w", @"\s", @"\W", @"\.", @"\b", @"\B", "^", "$", @"\A", @"\Z",
        "(?:a|bc)", "(a|)", "(?=b)", "(?!a)", "(?:ab)*", "a+", "b?", "c*?", "a{2}", "b{1,}", "(?:a|b){0,3}", "(?:a?){3}", "|", "(?:a*)*", "-", "1",
    ];

    [Theory]
    [InlineData("^1\\.2(\\.|$)", "1.2.3", true)]
    [InlineData("^1\\.2(\\.|$)", "1.20", false)]
    [InlineData("^(numpy|scipy)$", "scipy", true)]
    [InlineData("^lib.*[^v]$", "libblas", true)]
    [InlineData("^.*cuda1[0-2]\\.[0-9]+_.*$", "py310_cuda11.8_0", true)]
    [InlineData("^(?P<major>[0-9]+)\\.[0-9]{2,}$", "3.12", true)]
    [InlineData("(?i)^NUMPY$", "numpy", true)]
    [InlineData("^(?!cpu).*$", "cuda_1", true)]
    [InlineData("^(?!cpu).*$", "cpu_1", false)]
    [InlineData("^(?=(?=.*_3)(?:.*red.*))(?:red_.*)$", "red_3", true)]
    [InlineData("^(?=(?=.*_3)(?:.*red.*))(?:red_.*)$", "red_4", false)]
    [InlineData("^a{,2}$", "aaa", false)]
    [InlineData("x{a}", "x{a}", true)]
    [InlineData("[]a]", "]", true)]
    [InlineData("[a-]", "-", true)]
    [InlineData("[\\w-]+@", "a-b@", true)]
    [InlineData("\\x41\\u0042", "AB", true)]
    [InlineData("end$", "end\n", true)]
    [InlineData("end\\Z", "end\n", false)]
    [InlineData("", "", true)]
    public void A_text_matches_or_not(string pattern, string text, bool matches) => Parse(pattern).IsMatch(text).ShouldBe(matches);

    [Theory]
    [InlineData("*a", "there is nothing to repeat", 0)]
    [InlineData("^*a", "there is nothing to repeat", 1)]
    [InlineData("a$?", "there is nothing to repeat", 2)]
    [InlineData("\\b{2}", "there is nothing to repeat", 2)]
    [InlineData("a**", "a repetition is repeated", 2)]
    [InlineData("a*+", "a repetition is repeated", 2)]
    [InlineData("(a", "`)` is missing", 0)]
    [InlineData("a)", "`)` without `(`", 1)]
    [InlineData("[a", "`]` is missing", 0)]
    [InlineData("[b-a]", "a range ends before it begins", 1)]
    [InlineData("a{3,2}", "the bounds of a repetition are wrong", 1)]
    [InlineData("(?<=a)b", "this kind of group is not supported", 0)]
    [InlineData("(a)\\1", "references to groups are not supported", 3)]
    [InlineData("\\q", "`\\q` means nothing", 0)]
    [InlineData("a\\", "a backslash ends the text", 1)]
    [InlineData("(a{1000}){1000}", "it is too large", 0)]
    [InlineData("(?=(?=(?=(?=a))))", "groups are nested too deeply", 9)]
    public void A_fault_is_told_with_its_place(string pattern, string message, int offset)
    {
        TextRegex.TryParse(pattern, ignoreCase: false, out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(new RegexFault(message, offset));
    }

    [Fact]
    public void It_answers_as_another_engine_does() =>
        Gen.Select(Gen.Int[0, Parts.Length - 1].Select(i => Parts[i]).Array[1, 6], Gen.Char["abc-_1. \n"].Array[0, 8], Gen.Bool).Sample(
            (parts, characters, ignoreCase) =>
            {
                var pattern = string.Concat(parts);
                if (!TextRegex.TryParse(pattern, ignoreCase, out var regex, out _))
                {
                    return;
                }

                // Python's \Z is the very end, which others call \z.
                var text = new string(characters);
                var options = RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : 0);
                var expected = Regex.IsMatch(text, pattern.Replace("\\Z", "\\z", StringComparison.Ordinal), options, TimeSpan.FromSeconds(5));
                regex.IsMatch(text).ShouldBe(expected, $"`{pattern}` in `{text}`");
            },
            iter: 20_000);

    [Fact]
    public void Any_text_is_an_expression_or_has_a_fault_inside_of_it() =>
        Gen.Char["ab()[]{}|*+?^$\\.,-0129<>=!:Pi"].Array[0, 30].Sample(
            characters =>
            {
                var pattern = new string(characters);
                if (TextRegex.TryParse(pattern, ignoreCase: false, out var regex, out var fault))
                {
                    regex.IsMatch("ab01");
                }
                else
                {
                    fault.Offset.ShouldBeInRange(0, pattern.Length);
                    fault.Message.ShouldNotBeEmpty();
                }
            },
            iter: 20_000);

    [Theory]
    [InlineData("(a*)*b")]
    [InlineData("(a|aa)+$")]
    [InlineData("(?:(?:a?){50}){50}b")]
    [InlineData("((((){9999}){9999}){9999}){9999}x")]
    public void No_expression_runs_wild(string pattern)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Parse(pattern).IsMatch(new string('a', 2_000) + "!").ShouldBeFalse();
        watch.ElapsedMilliseconds.ShouldBeLessThan(10_000);
    }

    [Fact]
    public void Nesting_without_end_is_refused() =>
        TextRegex.TryParse(new string('(', 100_000), ignoreCase: false, out _, out _).ShouldBeFalse();

    private static TextRegex Parse(string pattern) => TextRegex.TryParse(pattern, ignoreCase: false, out var regex, out var fault)
        ? regex
        : throw new InvalidOperationException($"{fault.Message} at {fault.Offset}");
}
