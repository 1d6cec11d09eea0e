using Shouldly;
using Xunit;

namespace Tare.Primitives.Tests;

public sealed class GrammarTests
{
    [Theory]
    [InlineData(0, "0 layers")]
    [InlineData(1, "1 layer")]
    [InlineData(2, "2 layers")]
    [InlineData(5_000_000_000, "5000000000 layers")]
    public void A_noun_agrees_with_its_number(long number, string text) => Grammar.Count(number, "layer").ShouldBe(text);
}
