using Tare.Testing;

namespace Tare.Architecture.Tests;

public sealed class FileTests
{
    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories);

    [Fact]
    public void No_source_file_is_longer_than_500_lines() =>
        Sources("src").Where(f => File.ReadLines(f).Count() > 500).ShouldBeEmpty();

    [Fact]
    public void No_test_file_is_longer_than_800_lines() =>
        Sources("tests").Where(f => File.ReadLines(f).Count() > 800).ShouldBeEmpty();

    [Fact]
    public void The_median_source_file_is_at_most_80_lines()
    {
        var lengths = Sources("src").Select(f => File.ReadLines(f).Count()).Order().ToArray();
        lengths[lengths.Length / 2].ShouldBeLessThanOrEqualTo(80);
    }
}
