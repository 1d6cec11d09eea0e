using Tare.Cli.Tests.Commands.Environments;
using Tare.Testing.Servers;

namespace Tare.Cli.Tests.Commands;

/// <summary>A channel whose address holds a password and a token: no output of any command shows them.</summary>
public sealed class SecretTests : IDisposable
{
    private const string Token = "tk-5ecret-1";
    private const string Password = "hunter2";
    private readonly Workshop _workshop = new Workshop().With(Workshop.Package("zlib", "1.3"), Workshop.Package("app", "2.0", "zlib"));
    private readonly ChannelServer _server;

    public SecretTests()
    {
        _server = new ChannelServer(_workshop.Channel.Path, new ChannelServerOptions { Token = Token, UserInfo = $"me:{Password}" });
        _workshop.Machine
            .File("root/.condarc", $"channels: [\"{_server.UrlWithPassword}\"]\nalways_yes: true\ndefault_channels: [\"{_server.UrlWithPassword}\"]\n")
            .With("CONDA_CHANNELS", _server.UrlWithPassword);
        _workshop.Done("create", "-n", "e", "app", "-q");
    }

    public void Dispose()
    {
        _server.Dispose();
        _workshop.Dispose();
    }

    [Theory]
    [InlineData("info")]
    [InlineData("info", "--json")]
    [InlineData("info", "-a")]
    [InlineData("config", "--show")]
    [InlineData("config", "--show", "--json")]
    [InlineData("config", "--show-sources")]
    [InlineData("config", "--show-sources", "--json")]
    [InlineData("config", "--system", "--get", "channels")]
    [InlineData("config", "--get", "--json")]
    [InlineData("list", "-n", "e", "-v")]
    [InlineData("list", "-n", "e", "--json")]
    [InlineData("list", "-n", "e", "--explicit")]
    [InlineData("list", "-n", "e", "--show-channel-urls")]
    [InlineData("list", "-n", "e", "--fields", "name,url,channel")]
    [InlineData("list", "-n", "e", "--revisions")]
    [InlineData("search", "zlib", "-v")]
    [InlineData("search", "zlib", "--info")]
    [InlineData("search", "zlib", "--json")]
    [InlineData("export", "-n", "e")]
    [InlineData("export", "-n", "e", "--json")]
    [InlineData("env", "export", "-n", "e")]
    [InlineData("create", "-n", "f", "app", "-v")]
    [InlineData("create", "-n", "f", "app", "--json")]
    [InlineData("create", "-n", "f", "app", "--dry-run", "-v")]
    [InlineData("create", "-n", "f", "app", "--dry-run", "--json")]
    [InlineData("install", "-n", "e", "zlib", "-v")]
    [InlineData("update", "-n", "e", "--all", "-v")]
    [InlineData("remove", "-n", "e", "app", "-v")]
    [InlineData("remove", "-n", "e", "app", "--json")]
    [InlineData("doctor", "-n", "e", "-v")]
    [InlineData("compare", "-n", "e", "missing.yml")]
    [InlineData("clean", "-a", "-v", "-d")]
    [InlineData("clean", "-a", "--json")]
    [InlineData("search", "missing-package")]
    [InlineData("create", "-n", "f", "missing-package")]
    [InlineData("create", "-n", "f", "missing-package", "--json")]
    public void No_command_shows_a_secret(params string[] words) => ShouldShowNone(_workshop.Machine.Run(words));

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    public void No_error_of_the_server_shows_a_secret(int status)
    {
        _server.Faults.Add(Fault.Status("app-2.0-0.conda", status));
        _workshop.Machine.Run("clean", "-a", "-f", "-q");
        ShouldShowNone(_workshop.Failed("create", "-n", "f", "app", "-v", "-c", _server.UrlWithPassword, "--override-channels"));
        ShouldShowNone(_workshop.Failed("create", "-n", "f", "app", "--json", "-c", _server.UrlWithPassword, "--override-channels"));
    }

    [Theory]
    [InlineData("search", "zlib")]
    [InlineData("search", "zlib", "--json")]
    [InlineData("create", "-n", "f", "zlib")]
    public void No_error_of_the_connection_shows_a_secret(params string[] words)
    {
        var gone = new UriBuilder(_server.UrlWithPassword) { Port = 1 }.Uri.AbsoluteUri;
        ShouldShowNone(_workshop.Failed([.. words, "-c", gone, "--override-channels"]));
    }

    private static void ShouldShowNone(Answer answer)
    {
        (answer.Output + answer.Error).ShouldNotBeEmpty();
        (answer.Output + answer.Error).ShouldNotContain(Token);
        (answer.Output + answer.Error).ShouldNotContain(Password);
    }
}
