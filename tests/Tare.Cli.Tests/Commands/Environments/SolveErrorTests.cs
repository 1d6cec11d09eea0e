using Tare.Testing.Packages;

namespace Tare.Cli.Tests.Commands.Environments;

public sealed class SolveErrorTests : IDisposable
{
    private readonly Workshop _workshop = new Workshop().With(
        Workshop.Package("zlib", "1.2"), Workshop.Package("zlib", "1.3"), Workshop.Package("old", "1", "zlib <1.3"), Workshop.Package("new", "2", "zlib >=1.3"), Workshop.Package("new", "1"));

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void A_caret_stands_under_the_character_that_a_spec_got_wrong()
    {
        var answer = _workshop.Failed("create", "-n", "e", "zlib >=1.&");
        answer.Status.ShouldBe(1);
        answer.Error.ShouldEndWith("\n  zlib >=1.&\n           ^\n");
    }

    [Fact]
    public void Records_that_cannot_be_read_are_told_where_something_is_missing()
    {
        _workshop.Machine.File("channel/linux-64/repodata.json", """{"packages": {"lost-1-0.tar.bz2": {"name": "lost"}}}""");
        _workshop.Failed("create", "-n", "e", "lost").Error.ShouldContain("; 1 record of file://@/channel/linux-64/repodata.json cannot be read and was left out");
    }

    [Fact]
    public void A_spec_that_cannot_be_read_is_condas_error_object()
    {
        var json = _workshop.Failed("create", "-n", "e", "zlib >=1.&", "--json").Json;
        json.GetProperty("exception_name").GetString().ShouldBe("InvalidMatchSpec");
        json.GetProperty("invalid_spec").GetString().ShouldBe("zlib >=1.&");
    }

    [Fact]
    public void A_request_without_an_answer_is_condas_error_object()
    {
        var answer = _workshop.Failed("create", "-n", "e", "old", "new=2", "--json");
        answer.Status.ShouldBe(1);
        answer.Json.GetProperty("exception_name").GetString().ShouldBe("UnsatisfiableError");
        answer.Json.GetProperty("exception_type").GetString().ShouldBe("<class 'conda.exceptions.UnsatisfiableError'>");
        answer.Json.GetProperty("error").GetString()!.ShouldStartWith("UnsatisfiableError: ");
        answer.Json.GetProperty("message").GetString()!.ShouldContain("zlib");
        answer.Json.GetProperty("hint").GetString()!.ShouldContain("new");
    }

    [Fact]
    public void Install_leaves_what_is_installed_as_long_as_something_fits()
    {
        _workshop.Done("create", "-n", "e", "zlib=1.2");
        _workshop.Done("install", "-n", "e", "new");
        _workshop.Packages("e").ShouldBe(["new 1", "zlib 1.2"]);
    }
}
