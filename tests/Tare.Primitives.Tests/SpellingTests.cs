using Shouldly;
using Xunit;

namespace Tare.Primitives.Tests;

public class SpellingTests
{
    private static readonly string[] Names = ["numpy", "scipy", "pandas", "pytorch"];

    [Theory]
    [InlineData("numpyy", "numpy")]
    [InlineData("nupmy", "numpy")]
    [InlineData("pands", "pandas")]
    [InlineData("pytroch", "pytorch")]
    public void A_word_with_a_typing_mistake_is_recognised(string word, string meant) => Spelling.Nearest(word, Names).ShouldBe(meant);

    [Theory]
    [InlineData("tensorflow")]
    [InlineData("")]
    [InlineData("x")]
    public void A_word_that_resembles_nothing_is_left_alone(string word) => Spelling.Nearest(word, Names).ShouldBeNull();

    [Fact]
    public void Nothing_resembles_a_word_where_nothing_is_known() => Spelling.Nearest("numpy", []).ShouldBeNull();
}
