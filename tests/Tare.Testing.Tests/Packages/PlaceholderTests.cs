using System.Text;
using CsCheck;
using Tare.Testing.Packages;

namespace Tare.Testing.Tests.Packages;

public sealed class PlaceholderTests
{
    [Fact]
    public void The_placeholder_has_the_length_that_conda_pads_to() => Placeholder.Bytes.Length.ShouldBe(255);

    [Fact]
    public void Binary_content_keeps_its_length_and_what_follows_the_string() =>
        Gen.Select(Gen.String[Gen.Char['a', 'z'], 0, 40], Gen.Int[1, 3]).Sample((tail, count) =>
        {
            var list = string.Join(":", Enumerable.Repeat($"{Placeholder.Text}/lib", count));
            var content = Encoding.ASCII.GetBytes($"\0head\0{list}{tail}\0rest");
            var replaced = Placeholder.Replace(content, "binary", "/new");
            var expected = $"\0head\0{string.Join(":", Enumerable.Repeat("/new/lib", count))}{tail}";
            return replaced.Length == content.Length
                && Encoding.ASCII.GetString(replaced) == expected.PadRight(content.Length - 4, '\0') + "rest";
        });

    [Fact]
    public void Text_content_grows_or_shrinks_with_the_prefix() =>
        Encoding.ASCII.GetString(Placeholder.Replace(Encoding.ASCII.GetBytes($"#!{Placeholder.Text}/bin/python\n{Placeholder.Text}"), "text", "/p"))
            .ShouldBe("#!/p/bin/python\n/p");

    [Fact]
    public void A_mode_is_told_by_a_nul()
    {
        Placeholder.ModeOf(Encoding.ASCII.GetBytes("no prefix")).ShouldBeNull();
        Placeholder.ModeOf(Encoding.ASCII.GetBytes(Placeholder.Text)).ShouldBe("text");
        Placeholder.ModeOf(Encoding.ASCII.GetBytes(Placeholder.Text + "\0")).ShouldBe("binary");
    }
}
