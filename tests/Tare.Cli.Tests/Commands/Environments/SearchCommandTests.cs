namespace Tare.Cli.Tests.Commands.Environments;

public sealed class SearchCommandTests : IDisposable
{
    private readonly Workshop _workshop = new Workshop().With(Workshop.Package("zlib", "1.3"), Workshop.Package("app", "2.0", "zlib"));

    public SearchCommandTests() => _workshop.Machine.File(
        "channel/linux-64/run_exports.json",
        """{"info":{"subdir":"linux-64"},"packages.conda":{"zlib-1.3-0.conda":{"run_exports":{"weak":["libzlib >=1.3,<2.0a0"]}},"app-2.0-0.conda":{"run_exports":{}}}}""");

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void Info_shows_what_a_package_exports()
    {
        var lines = _workshop.Done("search", "zlib", "--info").Lines;
        lines.SkipWhile(l => !l.StartsWith("run exports", StringComparison.Ordinal)).Take(3).ShouldBe(["run exports : ", "  weak:", "    - libzlib >=1.3,<2.0a0"]);
        _workshop.Done("search", "app", "--info").Lines.ShouldContain("run exports : []");
    }

    [Fact]
    public void Info_in_json_has_what_a_package_exports()
    {
        _workshop.Done("search", "zlib", "--info", "--json").Json.GetProperty("zlib")[0].GetProperty("run_exports").GetProperty("weak")[0].GetString().ShouldBe("libzlib >=1.3,<2.0a0");
        _workshop.Done("search", "app", "--info", "--json").Json.GetProperty("app")[0].GetProperty("run_exports").EnumerateObject().ShouldBeEmpty();
    }

    [Fact]
    public void Without_info_the_json_is_condas()
    {
        _workshop.Done("search", "zlib", "--json").Json.GetProperty("zlib")[0].TryGetProperty("run_exports", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_channel_whose_run_exports_are_damaged_is_searched_with_a_warning()
    {
        _workshop.Machine.File("channel/linux-64/run_exports.json", "{");
        var answer = _workshop.Done("search", "zlib", "--info");
        answer.Error.ShouldStartWith("warning: the list of run exports file://");
        answer.Output.ShouldContain("file name   : zlib-1.3-0.conda");
        answer.Output.ShouldNotContain("run exports");
    }

    [Fact]
    public void A_channel_sends_a_terminal_no_commands()
    {
        _workshop.Machine.File(
            "channel/noarch/repodata.json",
            """{"info":{"subdir":"noarch"},"packages":{},"packages.conda":{"evil-1-0.conda":{"name":"evil","version":"1","build":"0","build_number":0,"license":"\u001b]0;x\u0007","depends":["a \u001b[2J"]}}}""");
        _workshop.Done("search", "evil", "--info").Output.ShouldNotContain('\u001b');
    }
}
