namespace Tare.Primitives.Tests;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1.00 kB")]
    [InlineData(9_540, "9.54 kB")]
    [InlineData(99_949, "99.9 kB")]
    [InlineData(99_950, "100 kB")]
    [InlineData(999_499, "999 kB")]
    [InlineData(999_500, "1.00 MB")]
    [InlineData(987_000_000, "987 MB")]
    [InlineData(1_620_000_000, "1.62 GB")]
    [InlineData(-633_000_000, "-633 MB")]
    [InlineData(long.MaxValue, "9.22 EB")]
    [InlineData(long.MinValue, "-9.22 EB")]
    public void A_size_is_shown_with_three_digits(long bytes, string text) => new ByteSize(bytes).ToString().ShouldBe(text);

    [Theory]
    [InlineData("20G", 20_000_000_000)]
    [InlineData("50MB", 50_000_000)]
    [InlineData("1.5 GiB", 1_610_612_736)]
    [InlineData("4096", 4096)]
    [InlineData("10 b", 10)]
    public void A_size_is_read_with_its_unit(string text, long bytes)
    {
        ByteSize.TryParse(text, out var size).ShouldBeTrue();
        size.Bytes.ShouldBe(bytes);
    }

    [Theory]
    [InlineData("", "no number")]
    [InlineData("G", "no number")]
    [InlineData("-1", "negative")]
    [InlineData("1X", "unknown unit")]
    [InlineData("1GG", "two units")]
    [InlineData("99999999999E", "beyond 64 bits")]
    public void A_size_that_is_none_is_refused(string text, string because) =>
        ByteSize.TryParse(text, out _).ShouldBeFalse(because);
}
