using Tare.Cli.Views;

namespace Tare.Cli.Tests.Views;

public sealed class PlainTextTests
{
    [Fact]
    public void What_a_terminal_would_obey_is_replaced() => PlainText.Safe("a\e[2Jb\u202Ec\td").ShouldBe("a\uFFFD[2Jb\uFFFDc\uFFFDd");

    [Fact]
    public void Tabs_can_stay_where_lines_are_shown_whole() => PlainText.Safe("a\tb\u202E", keepsTabs: true).ShouldBe("a\tb\uFFFD");

    [Fact]
    public void Harmless_text_is_the_same_text() => PlainText.Safe("Zürich 北京").ShouldBe("Zürich 北京");
}
