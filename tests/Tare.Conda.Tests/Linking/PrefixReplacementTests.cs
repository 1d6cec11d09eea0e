using System.Text;
using CsCheck;
using Tare.Conda.Linking;

namespace Tare.Conda.Tests.Linking;

public sealed class PrefixReplacementTests
{
    private const string Placeholder = "/build/placehold_placehold_placehold";

    [Fact]
    public void Text_takes_the_prefix_at_its_own_length() =>
        Replace($"a={Placeholder}/bin:{Placeholder}/lib\n", isBinary: false).ShouldBe("a=/env/bin:/env/lib\n");

    [Fact]
    public void A_string_of_a_binary_keeps_its_length_and_ends_in_NUL()
    {
        var content = $"\u007fELF\0{Placeholder}/lib:{Placeholder}/x\0tail";
        var replaced = Replace(content, isBinary: true);
        replaced.Length.ShouldBe(content.Length);
        replaced.ShouldStartWith("\u007fELF\0/env/lib:/env/x\0\0");
        replaced.ShouldEndWith("\0tail");
    }

    [Fact]
    public void A_binary_without_room_for_the_prefix_is_refused() => Should.Throw<LinkException>(
        () => PrefixReplacement.Replace(Encoding.UTF8.GetBytes($"{Placeholder}\0"), Placeholder, isBinary: true, new PrefixTarget("/" + new string('x', 100), "bin/a")))
        .Message.ShouldContain("bin/a");

    [Fact]
    public void A_string_of_a_binary_that_never_ends_stays() =>
        Replace($"x{Placeholder}", isBinary: true).ShouldBe($"x{Placeholder}");

    [Fact]
    public void An_interpreter_line_that_the_kernel_would_cut_finds_its_program_by_PATH()
    {
        var prefix = "/" + new string('p', 130);
        var replaced = PrefixReplacement.Replace(Encoding.UTF8.GetBytes($"#!{Placeholder}/bin/python3.12 -x\ncode\n"), Placeholder, isBinary: false, new PrefixTarget(prefix, "a"));
        Encoding.UTF8.GetString(replaced).ShouldBe("#!/usr/bin/env python3.12 -x\ncode\n");
    }

    [Fact]
    public void A_binary_never_changes_its_length() => Gen.Select(Gen.Int[0, 5], Gen.Byte.Array[0, 40]).Sample((count, noise) =>
    {
        byte[] content = [.. Enumerable.Range(0, count).SelectMany(_ => noise.Concat(Encoding.UTF8.GetBytes(Placeholder)).Concat(noise).Append((byte)0))];
        return PrefixReplacement.Replace(content, Placeholder, isBinary: true, new PrefixTarget("/env", "a")).Length == content.Length;
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_stream_gives_the_same_as_the_whole_content_wherever_its_pieces_end(bool isBinary)
    {
        var random = new Random(7);
        foreach (var start in (string[])["", $"#!{Placeholder}/bin/python -x\n"])
        {
            using var content = new MemoryStream();
            content.Write(Encoding.UTF8.GetBytes(start));
            while (content.Length < 1_500_000)
            {
                // Placeholders at every distance to the ends of pieces, whole and cut off, with and without an end of the string.
                var noise = new byte[random.Next(20_000)];
                random.NextBytes(noise);
                content.Write(noise);
                content.Write(Encoding.UTF8.GetBytes(Placeholder[..random.Next(1, Placeholder.Length + 1)] + Placeholder + "/lib:" + Placeholder));
                content.Write(new byte[random.Next(2)]);
            }

            var target = new PrefixTarget("/env", "a");
            content.Position = 0;
            using var stream = new PrefixStream(content, Placeholder, isBinary, target);
            using var read = new MemoryStream();
            stream.CopyTo(read, 777);
            read.ToArray().AsSpan().SequenceEqual(PrefixReplacement.Replace(content.ToArray(), Placeholder, isBinary, target)).ShouldBeTrue();
        }
    }

    private static string Replace(string content, bool isBinary) =>
        Encoding.UTF8.GetString(PrefixReplacement.Replace(Encoding.UTF8.GetBytes(content), Placeholder, isBinary, new PrefixTarget("/env", "a")));
}
