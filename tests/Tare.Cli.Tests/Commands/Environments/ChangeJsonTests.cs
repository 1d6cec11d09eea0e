using System.Text.Json;

namespace Tare.Cli.Tests.Commands.Environments;

public sealed class ChangeJsonTests : IDisposable
{
    private readonly Workshop _workshop = new Workshop().With(Workshop.Package("zlib", "1.2"), Workshop.Package("zlib", "1.3"), Workshop.Package("app", "2.0", "zlib"));

    public ChangeJsonTests() => _workshop.Done("create", "-n", "e", "app");

    public void Dispose() => _workshop.Dispose();

    private static JsonElement Json(Answer answer) => JsonDocument.Parse(answer.Output).RootElement;

    private static string[] Names(JsonElement list) => [.. list.EnumerateArray().Select(p => p.GetProperty("name").GetString()!)];

    [Theory]
    [InlineData("remove", "--all")]
    [InlineData("env", "remove")]
    public void The_removal_of_an_environment_lists_what_goes(params string[] command)
    {
        var json = Json(_workshop.Done([.. command, "-n", "e", "--json"]));
        Names(json.GetProperty("actions").GetProperty("UNLINK")).ShouldBe(["app", "zlib"]);
        json.GetProperty("actions").GetProperty("PREFIX").GetString().ShouldBe("@/root/envs/e");
        Directory.Exists(_workshop.Path("e")).ShouldBeFalse();
    }

    [Fact]
    public void A_copy_names_both_environments()
    {
        var json = Json(_workshop.Done("create", "-n", "copy", "--clone", "e", "--json"));
        json.GetProperty("src_prefix").GetString().ShouldBe("@/root/envs/e");
        json.GetProperty("dst_prefix").GetString().ShouldBe("@/root/envs/copy");
    }

    [Fact]
    public void A_copy_lists_the_files_that_no_package_brought()
    {
        _workshop.Machine.File("root/envs/e/mine/notes.txt", "").File("root/envs/e/lib/app.txt~", "").File("root/envs/e/conda-meta/pinned", "");
        File.CreateSymbolicLink(_workshop.Path("e", "link"), "mine");
        var json = Json(_workshop.Done("create", "-n", "copy", "--clone", "e", "--json"));
        json.GetProperty("untracked_files").EnumerateArray().Select(f => f.GetString()).ShouldBe(["link", "mine/notes.txt"]);
    }

    [Fact]
    public void Nothing_to_do_is_a_message_and_no_more() =>
        Json(_workshop.Done("install", "-n", "e", "app", "--json")).EnumerateObject().Select(p => p.Name).ShouldBe(["message", "success"]);

    [Fact]
    public void What_is_fetched_says_nothing_of_the_machine()
    {
        var fetched = Json(_workshop.Done("create", "-n", "f", "zlib=1.2", "--dry-run", "--json")).GetProperty("actions").GetProperty("FETCH")[0];
        fetched.GetProperty("arch").ValueKind.ShouldBe(JsonValueKind.Null);
        fetched.GetProperty("platform").ValueKind.ShouldBe(JsonValueKind.Null);
        fetched.GetProperty("subdir").GetString().ShouldBe("linux-64");
    }

    [Fact]
    public void Packages_that_no_channel_has_are_listed_with_where_they_were_looked_for()
    {
        var json = Json(_workshop.Failed("install", "-n", "e", "nope", "--json"));
        json.GetProperty("packages").EnumerateArray().Select(p => p.GetString()).ShouldBe(["nope"]);
        json.GetProperty("channel_urls").EnumerateArray().Select(p => p.GetString()).ShouldBe(["file://@/channel/linux-64", "file://@/channel/noarch"]);
        json.GetProperty("packages_formatted").GetString().ShouldBe("\n  - nope");
        json.GetProperty("channels_formatted").GetString().ShouldBe("\n  - file://@/channel/linux-64\n  - file://@/channel/noarch");
    }

    [Fact]
    public void Packages_that_are_not_installed_are_listed_with_the_environment()
    {
        var json = Json(_workshop.Failed("remove", "-n", "e", "nope", "--json"));
        json.GetProperty("package_name").EnumerateArray().Select(p => p.GetString()).ShouldBe(["nope"]);
        json.GetProperty("packages_formatted").GetString().ShouldBe("\n  - nope");
        json.GetProperty("prefix").GetString().ShouldBe("@/root/envs/e");
    }

    [Fact]
    public void A_search_that_finds_nothing_says_where_it_looked()
    {
        var json = Json(_workshop.Failed("search", "nope", "--json"));
        json.GetProperty("exception_name").GetString().ShouldBe("PackagesNotFoundInChannelsError");
        json.GetProperty("channel_urls").GetArrayLength().ShouldBe(2);
        Json(_workshop.Done("search", "app", "--json")).GetProperty("app")[0].GetProperty("arch").ValueKind.ShouldBe(JsonValueKind.Null);
    }
}
