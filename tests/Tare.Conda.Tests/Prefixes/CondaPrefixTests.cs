using Tare.Conda.Prefixes;
using Tare.Testing;

namespace Tare.Conda.Tests.Prefixes;

public sealed class CondaPrefixTests
{
    private static string Json(string name) => $$"""{"name":"{{name}}","version":"1","build":"0"}""";

    [Fact]
    public void Records_come_by_name_and_damaged_ones_are_reported()
    {
        using var folder = new TemporaryFolder();
        folder.Write("conda-meta/b-1-0.json", Json("b"));
        folder.Write("conda-meta/a-1-0.json", Json("a"));
        folder.Write("conda-meta/c-1-0.json", "{");
        folder.Write("conda-meta/._d-1-0.json", "junk");
        folder.Write("conda-meta/history", "");
        var records = new CondaPrefix(folder.Path).Records();
        records.Records.Select(r => r.Name).ShouldBe(["a", "b"]);
        records.Problems.ShouldHaveSingleItem().Path.ShouldEndWith("c-1-0.json");
    }

    [Fact]
    public void Many_records_are_read_as_few_are()
    {
        using var folder = new TemporaryFolder();
        var names = Enumerable.Range(0, 300).Select(i => $"n{i:D4}").ToArray();
        foreach (var name in names.Reverse())
        {
            folder.Write($"conda-meta/{name}-1-0.json", Json(name));
        }

        new CondaPrefix(folder.Path).Records(PrefixRecordParts.Header).Records.Select(r => r.Name).ShouldBe(names);
    }

    [Fact]
    public void A_folder_without_history_is_no_environment()
    {
        using var folder = new TemporaryFolder();
        folder.Write("conda-meta/a-1-0.json", Json("a"));
        new CondaPrefix(folder.Path).IsEnvironment.ShouldBeFalse();
        folder.Write("conda-meta/history", "");
        new CondaPrefix(folder.Path).IsEnvironment.ShouldBeTrue();
    }

    [Fact]
    public void Pins_are_lines_without_comments()
    {
        using var folder = new TemporaryFolder();
        folder.Write("conda-meta/pinned", "# mine\n numpy 1.*\n\nscipy ==1.2\n");
        new CondaPrefix(folder.Path).Pinned().ShouldBe(["numpy 1.*", "scipy ==1.2"]);
    }
}
