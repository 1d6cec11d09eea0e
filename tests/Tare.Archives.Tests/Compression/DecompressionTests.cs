using System.Diagnostics;
using CsCheck;
using Tare.Archives.Compression;

namespace Tare.Archives.Tests.Compression;

public sealed class DecompressionTests
{
    private static readonly CompressionFormat[] Formats =
        [CompressionFormat.None, CompressionFormat.Gzip, CompressionFormat.Zstandard, CompressionFormat.Bzip2];

    public static TheoryData<CompressionFormat> AllFormats => new(Formats);

    public static TheoryData<CompressionFormat> RealFormats => new(Formats[1..]);

    [Theory]
    [MemberData(nameof(AllFormats))]
    public void What_was_compressed_comes_back(CompressionFormat format) =>
        Gen.OneOf(Gen.Byte.Array[0, 5000], Gen.Byte[0, 3].Array[0, 50_000], Gen.Int[0, 3_000_000].Select(n => Samples.Text(n))).Sample(
            bytes => Decompress(Compress(bytes, format)).AsSpan().SequenceEqual(bytes).ShouldBeTrue(), iter: 20);

    [Theory]
    [MemberData(nameof(RealFormats))]
    public void The_format_is_told_by_the_first_bytes(CompressionFormat format) =>
        Decompression.Sniff(Compress(Samples.Text(100), format)).ShouldBe(format);

    [Theory]
    [MemberData(nameof(RealFormats))]
    public void A_cut_anywhere_is_an_error(CompressionFormat format)
    {
        var whole = Compress(Samples.Text(30_000), format);
        for (var length = Decompression.SniffLength; length < whole.Length; length += 1 + (whole.Length / 97))
        {
            Should.Throw<ArchiveException>(() => Decompress(whole[..length])).Message.ShouldStartWith("`sample`");
        }
    }

    [Theory]
    [MemberData(nameof(RealFormats))]
    public void A_flipped_bit_is_an_error_or_changes_nothing(CompressionFormat format)
    {
        var original = Samples.Text(20_000);
        var whole = Compress(original, format);
        Gen.Int[0, (whole.Length * 8) - 1].Sample(
            bit =>
            {
                var damaged = (byte[])whole.Clone();
                damaged[bit / 8] ^= (byte)(1 << (bit % 8));
                try
                {
                    var back = Decompress(damaged);

                    // A flip in a mark makes the data unknown, and so plain; one in gzip's time or system field says nothing.
                    return back.AsSpan().SequenceEqual(original) || back.AsSpan().SequenceEqual(damaged);
                }
                catch (ArchiveException)
                {
                    return true;
                }
            },
            iter: 300);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("bzip2")]
    [InlineData("zstd")]
    public void Several_streams_one_behind_the_other_are_read_as_one(string tool)
    {
        var parts = new[] { Samples.Text(1000), Samples.Text(0), Samples.Text(2_000_000) };
        var joined = parts.SelectMany(p => Tool(tool, "-c", p)).ToArray();
        Decompress(joined).AsSpan().SequenceEqual(parts.SelectMany(p => p).ToArray()).ShouldBeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void A_bzip2_file_of_many_blocks_is_read_by_any_number_of_threads(int threads)
    {
        var original = Samples.Text(3_000_000);
        var compressed = Compress(original, CompressionFormat.Bzip2, new CompressionOptions { Level = 1 });
        using var stream = Decompression.Open(new MemoryStream(compressed), "sample", threads);
        ReadAll(stream).AsSpan().SequenceEqual(original).ShouldBeTrue();
    }

    [Fact]
    public void A_randomised_bzip2_block_is_read()
    {
        var original = Enumerable.Repeat(Samples.Text(3000), 400).SelectMany(t => t).ToArray();
        var compressed = Compress(original, CompressionFormat.Bzip2);
        const int randomisedBit = 32 + 48 + 32;
        ((compressed[randomisedBit / 8] >> (7 - (randomisedBit % 8))) & 1).ShouldBe(1);
        Decompress(compressed).AsSpan().SequenceEqual(original).ShouldBeTrue();
    }

    [Fact]
    public void A_skippable_zstd_frame_in_front_is_passed_over()
    {
        var skippable = new byte[] { 0x51, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3 };
        var whole = skippable.Concat(Compress("hello"u8.ToArray(), CompressionFormat.Zstandard)).ToArray();
        Encoding.UTF8.GetString(Decompress(whole)).ShouldBe("hello");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("bzip2")]
    [InlineData("zstd")]
    public void The_usual_tools_read_what_tare_compresses(string tool)
    {
        var format = tool switch { "gzip" => CompressionFormat.Gzip, "bzip2" => CompressionFormat.Bzip2, _ => CompressionFormat.Zstandard };
        var bytes = Samples.Text(3_500_000);
        Tool(tool, "-dc", Compress(bytes, format)).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(AllFormats))]
    public void The_digests_are_those_of_both_sides(CompressionFormat format)
    {
        var bytes = Samples.Text(2_500_000);
        using var output = new MemoryStream();
        using var stream = CompressingStream.Create(output, format, new CompressionOptions { LeaveOpen = true });
        stream.Write(bytes);
        var result = stream.Finish();
        result.ShouldBe(new CompressionResult(
            Primitives.Digest.Of(output.ToArray()), output.Length, Primitives.Digest.Of(bytes), bytes.Length));
    }

    [Theory]
    [InlineData(CompressionFormat.Gzip)]
    [InlineData(CompressionFormat.Zstandard)]
    public void The_number_of_threads_does_not_change_the_bytes(CompressionFormat format)
    {
        var bytes = Samples.Text(5_000_000);
        var one = Compress(bytes, format, new CompressionOptions { Threads = 1 });
        Compress(bytes, format, new CompressionOptions { Threads = 3 }).AsSpan().SequenceEqual(one).ShouldBeTrue();
    }

    [Fact]
    public void What_cannot_shrink_is_stored_and_what_stands_beside_it_shrinks()
    {
        var (bytes, noise) = Mixed(3_000_000);
        var packed = Compress(bytes, CompressionFormat.Gzip);
        var text = Compress(Samples.Text(bytes.Length - noise), CompressionFormat.Gzip).Length;
        packed.Length.ShouldBeInRange(noise + (text * 9 / 10), (noise + text) * 104 / 100);
        Compress(bytes, CompressionFormat.Gzip, new CompressionOptions { Threads = 1 }).AsSpan().SequenceEqual(packed).ShouldBeTrue();
        Tool("gzip", "-dc", packed).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
    }

    [Fact]
    public void Noise_grows_by_less_than_a_thousandth()
    {
        var bytes = Noise(2_500_001);
        Compress(bytes, CompressionFormat.Gzip).Length.ShouldBeLessThan(bytes.Length + (bytes.Length / 1000));
    }

    [Fact]
    public void Noise_that_repeats_within_the_window_is_not_stored()
    {
        var noise = Noise(20_000);
        byte[] bytes = [.. Enumerable.Repeat(noise, 50).SelectMany(n => n)];
        Compress(bytes, CompressionFormat.Gzip).Length.ShouldBeLessThan(bytes.Length / 10);
    }

    // Stretches of text and noise by turns, from shorter than what is judged together to much longer.
    private static (byte[] Bytes, int Noise) Mixed(int length)
    {
        var random = new Random(3);
        var bytes = new List<byte>(length);
        var noise = 0;
        for (var isText = true; bytes.Count < length; isText = !isText)
        {
            var part = random.Next(1, 120_000);
            bytes.AddRange(isText ? Samples.Text(part) : Noise(part));
            noise += isText ? 0 : part;
        }

        return ([.. bytes], noise);
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Compress(byte[] bytes, CompressionFormat format, CompressionOptions? options = null)
    {
        using var output = new MemoryStream();
        using (var stream = CompressingStream.Create(output, format, (options ?? new()) with { LeaveOpen = true }))
        {
            stream.Write(bytes);
            stream.Finish();
        }

        return output.ToArray();
    }

    private static byte[] Decompress(byte[] bytes)
    {
        using var stream = Decompression.Open(new MemoryStream(bytes), "sample");
        return ReadAll(stream);
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var output = new MemoryStream();
        stream.CopyTo(output);
        return output.ToArray();
    }

    private static byte[] Tool(string name, string argument, byte[] input)
    {
        var start = new ProcessStartInfo(name, [argument]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var feeding = Task.Run(() =>
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        });
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        feeding.Wait();
        process.ExitCode.ShouldBe(0);
        return output.ToArray();
    }
}
