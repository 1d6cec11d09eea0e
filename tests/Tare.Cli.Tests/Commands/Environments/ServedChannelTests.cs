using Tare.Testing.Packages;
using Tare.Testing.Servers;

namespace Tare.Cli.Tests.Commands.Environments;

public sealed class ServedChannelTests : IDisposable
{
    private readonly Workshop _workshop = new Workshop().With(
        Workshop.Package("zlib", "1.3"), new TestPackage("large").WithFiles(40, 20_000), Workshop.Package("app", "2.0", "zlib", "large"));

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void A_token_opens_the_channel_and_is_written_nowhere()
    {
        using var server = new ChannelServer(_workshop.Channel.Path, new ChannelServerOptions { Token = "tk-secret-1" });
        var answer = _workshop.Done("create", "-n", "e", "app", "-c", server.Url, "--override-channels");
        (answer.Output + answer.Error).ShouldNotContain("tk-secret-1");
        _workshop.Packages("e").ShouldBe(["app 2.0", "large 1.0", "zlib 1.3"]);
        foreach (var file in Directory.EnumerateFiles(_workshop.Machine.Root, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".bin", StringComparison.Ordinal)))
        {
            File.ReadAllText(file).Contains("tk-secret-1", StringComparison.Ordinal).ShouldBeFalse(file);
        }
    }

    [Fact]
    public void A_password_in_the_url_opens_the_channel_and_is_written_nowhere()
    {
        using var server = new ChannelServer(_workshop.Channel.Path, new ChannelServerOptions { UserInfo = "me:hunter2" });
        _workshop.Done("create", "-n", "e", "zlib", "-c", server.UrlWithPassword, "--override-channels");
        _workshop.Text("e", "conda-meta/zlib-1.3-0.json").ShouldNotContain("hunter2");
        _workshop.Text("e", "conda-meta/history").ShouldNotContain("hunter2");
    }

    [Fact]
    public void A_connection_that_breaks_is_taken_up_again()
    {
        using var server = new ChannelServer(_workshop.Channel.Path);
        server.Faults.Add(Fault.Cut("large-1.0-0.conda", 300_000, times: 1));
        _workshop.Done("create", "-n", "e", "large", "-c", server.Url, "--override-channels");
        server.Requests.Count(r => r.Path.EndsWith("large-1.0-0.conda", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public void A_redirect_is_followed()
    {
        using var store = new ChannelServer(_workshop.Channel.Path);
        using var server = new ChannelServer(_workshop.Channel.Path);
        server.Faults.Add(Fault.Redirect("zlib-1.3-0.conda", $"{store.Url}/linux-64/zlib-1.3-0.conda"));
        _workshop.Done("create", "-n", "e", "zlib", "-c", server.Url, "--override-channels");
        _workshop.Packages("e").ShouldBe(["zlib 1.3"]);
    }

    [Fact]
    public void A_package_that_is_missing_on_the_server_is_an_error_and_no_environment()
    {
        using var server = new ChannelServer(_workshop.Channel.Path);
        server.Faults.Add(Fault.Status("app-2.0-0.conda", 404));
        var error = _workshop.Failed("create", "-n", "e", "app", "-c", server.Url, "--override-channels").Error;
        error.ShouldContain("app-2.0-0.conda");
        error.ShouldContain("404");
        Directory.Exists(_workshop.Path("e")).ShouldBeFalse();
        Directory.Exists(_workshop.Path("")).ShouldBeFalse();
    }

    [Fact]
    public void A_mirror_stands_in_for_one_that_sends_wrong_bytes()
    {
        using var bad = new ChannelServer(_workshop.Channel.Path);
        using var good = new ChannelServer(_workshop.Channel.Path);
        bad.Faults.Add(Fault.WrongBytes("zlib-1.3-0.conda"));
        _workshop.Machine.File("root/.condarc", $"channels: [\"{good.Url}\"]\nalways_yes: true\nmirrored_channels:\n  \"{good.Url}\": [\"{bad.Url}\", \"{good.Url}\"]\n");
        _workshop.Done("create", "-n", "e", "zlib");
        _workshop.Packages("e").ShouldBe(["zlib 1.3"]);
        bad.Requests.ShouldContain(r => r.Path.EndsWith("zlib-1.3-0.conda", StringComparison.Ordinal));
    }

    [Fact]
    public void Package_lists_of_another_name_are_read_where_a_channel_has_them()
    {
        var folder = Path.Join(_workshop.Channel.Path, "linux-64");
        File.WriteAllText(Path.Join(folder, "frozen.json"), File.ReadAllText(Path.Join(folder, "repodata.json")).Replace("app-2.0-0", "app-1.0-0", StringComparison.Ordinal)
            .Replace("\"version\":\"2.0\"", "\"version\":\"1.0\"", StringComparison.Ordinal));
        using var server = new ChannelServer(_workshop.Channel.Path);
        _workshop.Done("create", "-n", "e", "app", "-c", server.Url, "--override-channels", "--repodata-fn", "frozen.json", "--dry-run", "--json").Output.ShouldContain("app-1.0-0");
        server.Requests.ShouldNotContain(r => r.Path.EndsWith("linux-64/repodata.json", StringComparison.Ordinal));
        _workshop.Done("create", "-n", "e", "app", "-c", server.Url, "--override-channels", "--dry-run", "--json").Output.ShouldContain("app-2.0-0");
    }

    [Fact]
    public void A_channel_without_a_list_of_the_other_name_is_asked_for_repodata_json()
    {
        using var server = new ChannelServer(_workshop.Channel.Path);
        _workshop.Done("create", "-n", "e", "app", "-c", server.Url, "--override-channels", "--repodata-fn", "frozen.json");
        _workshop.Packages("e").ShouldBe(["app 2.0", "large 1.0", "zlib 1.3"]);
    }

    [Fact]
    public void What_a_list_of_another_name_lacks_is_looked_for_in_repodata_json()
    {
        File.WriteAllText(Path.Join(_workshop.Channel.Path, "linux-64", "frozen.json"), """{"packages": {}, "packages.conda": {}}""");
        _workshop.Machine.File("root/.condarc", $"channels: [\"{_workshop.ChannelUrl}\"]\nalways_yes: true\nrepodata_fns: [frozen.json]\n");
        _workshop.Done("create", "-n", "e", "app");
        _workshop.Packages("e").ShouldBe(["app 2.0", "large 1.0", "zlib 1.3"]);
    }

    [Fact]
    public void Offline_uses_what_is_in_the_cache_and_asks_nobody()
    {
        using var server = new ChannelServer(_workshop.Channel.Path);
        _workshop.Done("create", "-n", "e", "app", "-c", server.Url, "--override-channels");
        server.ClearRequests();
        _workshop.Done("create", "-n", "f", "app", "-c", server.Url, "--override-channels", "--offline");
        server.Requests.ShouldBeEmpty();
        _workshop.Packages("f").ShouldBe(_workshop.Packages("e"));
    }
}
