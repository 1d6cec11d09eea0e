using System.Text;
using CsCheck;
using Tare.Images.Bytecode;

namespace Tare.Images.Tests.Bytecode;

public sealed class CompiledModuleTests
{
    private static readonly CodeLayout Layout = CodeLayout.Of(3495)!.Value;

    // The header of a module of Python 3.11 that is never checked (PEP 552), and behind it the text's characters as bytes.
    private static byte[] Module(string objects) => Encoding.Latin1.GetBytes("\u00A7\r\r\n\u0001\0\0\0hashhash" + objects);

    private static string Settled(string objects) => Encoding.Latin1.GetString(CompiledModule.Settle(Module(objects), Layout).AsSpan(16));

    [Theory]
    [InlineData("\u00DA\u0003abc", "Z\u0003abc")] // a mark that nothing refers to
    [InlineData("\u00CE", "N")] // of None there is but one
    [InlineData("z\u0001a", "Z\u0001a")] // one character, interned or not
    [InlineData("z\0", "Z\0")]
    [InlineData("z\u0002ab", "z\u0002ab")]
    [InlineData("u\u0002\0\0\0\u00C3\u00A4", "t\u0002\0\0\0\u00C3\u00A4")] // one character below 256
    [InlineData("u\u0002\0\0\0\u00CE\u00B1", "u\u0002\0\0\0\u00CE\u00B1")] // one beyond
    [InlineData(")\u0002z\u0002abz\u0002ab", ")\u0002\u00FA\u0002abr\0\0\0\0")] // the same value twice
    [InlineData(")\u0002z\u0002abZ\u0002ab", ")\u0002z\u0002abZ\u0002ab")] // interned and not interned
    [InlineData("\u00A9\u0003\u00E9\u0001\0\0\0\u00FA\u0002abr\u0002\0\0\0", ")\u0003i\u0001\0\0\0\u00FA\u0002abr\0\0\0\0")] // numbers count marks that are left
    [InlineData("(\u0001\0\0\0N", ")\u0001N")]
    [InlineData(">\u0002\0\0\0z\u0002bbz\u0002aa", ">\u0002\0\0\0z\u0002aaz\u0002bb")] // a set has no order
    [InlineData(">\u0002\0\0\0)\u0001z\u0002bb)\u0001z\u0002aa", ">\u0002\0\0\0)\u0001z\u0002aa)\u0001z\u0002bb")]
    [InlineData(")\u0002g\0\0\0\0\0\0\0\0g\0\0\0\0\0\0\0\u0080", ")\u0002g\0\0\0\0\0\0\0\0g\0\0\0\0\0\0\0\u0080")] // zero and minus zero
    [InlineData(":NNi\u0002\0\0\0", ":NNi\u0002\0\0\0")]
    public void The_same_value_is_written_one_way(string written, string settled)
    {
        Settled(written).ShouldBe(settled);
        Settled(settled).ShouldBe(settled);
    }

    [Theory]
    [InlineData("")]
    [InlineData("N0")]
    [InlineData("z")]
    [InlineData("z\u0005ab")]
    [InlineData("i\u0001")]
    [InlineData("l\0\0\0\u0080")]
    [InlineData("s\u00FF\u00FF\u00FF\u00FF")]
    [InlineData("(\u00FF\u00FF\u00FF\u007F")]
    [InlineData("(\u00FF\u00FF\u00FF\u00FF")]
    [InlineData("r\0\0\0\0")]
    [InlineData(")\u0001r\u00FF\u00FF\u00FF\u00FF")]
    [InlineData("\u00A9\u0001r\0\0\0\0")] // an object that is in itself
    [InlineData("[\0\0\0\0")]
    [InlineData("{0")]
    [InlineData("<\0\0\0\0")]
    [InlineData("?")]
    [InlineData("0")]
    [InlineData("c\0\0\0\0")]
    public void What_is_no_compiled_module_is_refused_in_one_line(string objects) =>
        Should.Throw<MarshalFormatException>(() => Settled(objects)).Message.ShouldNotContain('\n');

    [Fact]
    public void Another_Pythons_module_is_refused() =>
        Should.Throw<MarshalFormatException>(() => CompiledModule.Settle(Module("N"), CodeLayout.Of(3439)!.Value));

    [Fact]
    public void Objects_are_read_as_deep_as_Python_reads_them()
    {
        static string Nested(int depth) => string.Concat(Enumerable.Repeat(")\u0001", depth)) + "N";
        Settled(Nested(1999)).ShouldBe(Nested(1999));
        Should.Throw<MarshalFormatException>(() => Settled(Nested(2000)));
    }

    [Fact]
    public void A_tower_of_references_stays_as_small_as_it_is()
    {
        var tower = new StringBuilder("\u00FA\u0002ab");
        for (var i = 0; i < 200; i++)
        {
            // Each holds twice the one before: 2^200 objects, if anyone unfolded them.
            tower.Insert(0, "\u00A9\u0002").Append('r').Append(Encoding.Latin1.GetString(BitConverter.GetBytes(200 - i)));
        }

        Settled(tower.ToString()).Length.ShouldBeLessThanOrEqualTo(tower.Length);
    }

    [Fact]
    public void A_set_whose_order_would_nest_its_objects_too_deep_is_refused()
    {
        // A tuple holds a reference to the one in front of it; in the set the last comes first, with all others in it.
        var chain = new StringBuilder("\u00A9\u0001N");
        for (var i = 0; i < 5000; i++)
        {
            chain.Append("\u00A9\u0002\u00FA\u0004" + (5000 - i).ToString("x4", System.Globalization.CultureInfo.InvariantCulture) + "r" + Encoding.Latin1.GetString(BitConverter.GetBytes(i == 0 ? 0 : (2 * i) - 1)));
        }

        Should.Throw<MarshalFormatException>(() => Settled(">" + Encoding.Latin1.GetString(BitConverter.GetBytes(5001)) + chain)).Message.ShouldContain("nested too deep");
    }

    [Fact]
    public void Any_bytes_are_settled_or_refused()
    {
        string[] kinds = ["N", "r\0\0\0\0", "r\u0001\0\0\0", "\u00FA\u0001a", "z\u0002ab", "\u00A9\u0002", ")\u0001", ">\u0002\0\0\0", "\u00E9\u0001\0\0\0", "u\u0002\0\0\0\u00C3\u00A4", ":", "\u00E3" + new string('\0', 20), "s\0\0\0\0", "i\u0001\0\0\0"];
        Check.Sample(
            Gen.OneOf(Gen.Int[0, kinds.Length - 1].Select(k => kinds[k]), Gen.Char['\0', '\u00FF'].Select(c => c.ToString())).Array[0, 60].Select(parts => string.Concat(parts)),
            objects =>
            {
                try
                {
                    var settled = Settled(objects);
                    Settled(settled).ShouldBe(settled);
                }
                catch (MarshalFormatException)
                {
                }
            },
            iter: 20_000);
    }
}
