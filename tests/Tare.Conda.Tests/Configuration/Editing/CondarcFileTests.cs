using CsCheck;
using Tare.Conda.Configuration;
using Tare.Conda.Configuration.Editing;
using Tare.Conda.Yaml;

namespace Tare.Conda.Tests.Configuration.Editing;

public sealed class CondarcFileTests
{
    private const string Text = """
        # mine
        channels:  #!final
          - a   # first
          # between
          - b #!bottom

        # about this
        offline: false  # not yet
        proxy_servers: {http: x}
        strange:
          - {k: v}

        """;

    private static string Edit(string text, Action<CondarcFile> edit)
    {
        var file = new CondarcFile("x", text);
        edit(file);
        return file.Text;
    }

    [Fact]
    public void A_value_is_set_in_its_place() =>
        Edit(Text, f => f.Set("offline", new SettingValue.BooleanValue(true))).ShouldBe(Text.Replace("offline: false", "offline: true"));

    [Fact]
    public void A_new_key_goes_to_the_end() =>
        Edit(Text, f => f.Set("quiet", new SettingValue.BooleanValue(true))).ShouldBe(Text + "quiet: true\n");

    [Fact]
    public void An_item_is_put_first_without_touching_the_others() =>
        Edit(Text, f => f.AddItem("channels", "c", first: true)).ShouldBe(Text.Replace("  - a ", "  - c\n  - a "));

    [Fact]
    public void An_item_is_put_last_without_touching_the_others() =>
        Edit(Text, f => f.AddItem("channels", "c", first: false)).ShouldBe(Text.Replace("#!bottom\n", "#!bottom\n  - c\n"));

    [Fact]
    public void An_item_that_is_there_moves() =>
        new CondarcFile("x", Edit(Text, f => f.AddItem("channels", "b", first: true))).Get("channels").ShouldBeEquivalentTo(SettingValue.Texts("b", "a"));

    [Fact]
    public void An_item_is_removed_with_its_line() =>
        Edit(Text, f => f.RemoveItem("channels", "a").ShouldBeTrue()).ShouldBe(Text.Replace("  - a   # first\n", ""));

    [Fact]
    public void The_last_item_leaves_an_empty_list() =>
        Edit("channels:\n- a\n", f => f.RemoveItem("channels", "a")).ShouldBe("channels: []\n");

    [Fact]
    public void A_list_is_begun() => Edit("", f => f.AddItem("channels", "a b: c", first: false)).ShouldBe("channels:\n  - 'a b: c'\n");

    [Fact]
    public void A_list_in_brackets_becomes_lines() =>
        Edit("x: 1\nchannels: [a, b]\ny: 2\n", f => f.AddItem("channels", "c", first: true)).ShouldBe("x: 1\nchannels:\n  - c\n  - a\n  - b\ny: 2\n");

    [Fact]
    public void A_key_is_removed_with_its_value_and_nothing_else() =>
        Edit(Text, f => f.Remove("channels").ShouldBeTrue()).ShouldBe("# mine\n" + Text[Text.IndexOf("\n# about", StringComparison.Ordinal)..]);

    [Fact]
    public void Windows_line_ends_stay() =>
        Edit("a: 1\r\nb: 2\r\n", f => f.Set("a", new SettingValue.IntegerValue(3))).ShouldBe("a: 3\r\nb: 2\r\n");

    [Fact]
    public void A_file_on_one_line_is_laid_out_anew() =>
        Edit("{a: 1, b: [x]}", f => f.Set("a", new SettingValue.IntegerValue(3))).ShouldBe("a: 3\nb:\n  - x\n");

    [Fact]
    public void A_value_over_several_lines_is_replaced_whole() =>
        Edit("a: |\n  one\n  two\nb: 2\n", f => f.Set("a", new SettingValue.TextValue("x"))).ShouldBe("a: x\nb: 2\n");

    [Theory]
    [InlineData("a: &x [1]\nchannels: *x\n")]
    [InlineData("channels: [1]\n...\n# end\n")]
    [InlineData("a: 1\u0085channels:\u2028 - 1\n")]
    [InlineData("a: 1\rchannels:\r - 1\r")]
    [InlineData("? channels\n: - 1\n")]
    [InlineData("---\nchannels:\n- 1\n")]
    public void A_file_that_is_not_made_of_lines_is_edited_all_the_same(string text) =>
        new CondarcFile("x", Edit(text, f => f.AddItem("channels", "2", first: false))).Get("channels").ShouldBeOfType<SettingValue.ListValue>().Items.Count.ShouldBe(2);

    [Fact]
    public void Every_text_comes_back_from_yaml() => Gen.String.Where(s => s.All(c => !char.IsSurrogate(c))).Sample(text =>
        ((YamlScalar)YamlDocument.Parse($"k: {YamlText.Scalar(text)}\n", "x").ShouldBeOfType<YamlMapping>()["k"]!).Text.ShouldBe(text));

    [Fact]
    public void Adding_and_removing_gives_the_values_back() => Gen.Int[0, 5].Select(i => new[] { "a", "b", "c d", "'", "#x", "1" }[i]).List[1, 8].Sample(items =>
    {
        var file = new CondarcFile("x", Text);
        foreach (var item in items)
        {
            file.AddItem("channels", item, first: false);
        }

        foreach (var item in items.Distinct())
        {
            file.RemoveItem("channels", item).ShouldBeTrue();
        }

        file.Get("proxy_servers").ShouldNotBeNull();
        file.Keys.ShouldBe(["channels", "offline", "proxy_servers", "strange"]);
    });
}
