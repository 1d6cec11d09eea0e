namespace Tare.EndToEnd.Tests.Environments;

/// <summary>A channel that a real web server has.</summary>
public sealed class NginxChannelTests : IDisposable
{
    private const string Archive = "large-1.0-0.conda";
    private readonly EndToEndChannel _channel = new();
    private readonly NginxServer _server;

    public NginxChannelTests()
    {
        TareBinary.Require();
        NginxServer.Require();
        _server = new NginxServer(_channel.Folder["nginx"], _channel.Folder["channel"]);
    }

    public void Dispose()
    {
        _server.Dispose();
        _channel.Dispose();
    }

    [Theory]
    [InlineData("open")]
    [InlineData("moved")]
    [InlineData("t/tk-secret-1/closed")]
    public void Packages_come_from_an_open_a_moved_and_a_token_channel(string path)
    {
        var result = _channel.Tare("create", "-n", "e", "-y", "app", "large", "-c", $"{_server.Url}/{path}", "--override-channels", "-v");
        result.ExitCode.ShouldBe(0, result.Error);
        _channel.Done("doctor", "-n", "e");
        (result.Output + result.Error).ShouldNotContain("tk-secret-1");
        Written("tk-secret-1").ShouldBeEmpty();
    }

    [Fact]
    public void A_password_is_used_and_written_nowhere()
    {
        _channel.Done("create", "-n", "e", "-y", "app", "-c", $"http://me:hunter2@127.0.0.1:{_server.Port}/private", "--override-channels");
        Written("hunter2").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("private", "401")]
    [InlineData("t/wrong-token/closed", "404")]
    [InlineData("nothing", "is not there")]
    public void A_channel_that_does_not_open_is_one_error_without_secrets(string path, string said)
    {
        var result = _channel.Tare("create", "-n", "e", "-y", "app", "-c", $"{_server.Url}/{path}", "--override-channels");
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldStartWith("error: ");
        result.Error.ShouldContain("hint: ");
        result.Error.ShouldNotContain("wrong-token");
        (result.Error.Contains(said) || result.Error.Contains("is not there")).ShouldBeTrue(result.Error);
        Directory.Exists(_channel.Prefix("e")).ShouldBeFalse();
    }

    [Fact]
    public void A_download_that_was_cut_is_taken_up_where_it_ended()
    {
        var bytes = File.ReadAllBytes(_channel.Folder["channel", "linux-64", Archive]);
        Directory.CreateDirectory(_channel.Folder["root", "pkgs"]);
        using (var partial = File.Create(_channel.Folder["root", "pkgs", Archive + ".partial"]))
        {
            partial.Write(bytes.AsSpan(0, bytes.Length / 2));
        }

        Create("open");
        _server.Requests.ShouldContain($"206 GET /open/linux-64/{Archive} bytes={bytes.Length / 2}-");
    }

    [Fact]
    public void A_partial_file_that_is_longer_than_the_archive_starts_over()
    {
        var length = new FileInfo(_channel.Folder["channel", "linux-64", Archive]).Length;
        Directory.CreateDirectory(_channel.Folder["root", "pkgs"]);
        using (var partial = File.Create(_channel.Folder["root", "pkgs", Archive + ".partial"]))
        {
            partial.SetLength(length + 10);
        }

        Create("open");
        _server.Requests.ShouldContain($"200 GET /open/linux-64/{Archive} -");
    }

    [Fact]
    public void A_package_list_that_has_not_changed_is_not_sent_again()
    {
        _channel.Folder.Write("home/.condarc", "local_repodata_ttl: 0\n");
        Create("open");
        _channel.Done("create", "-n", "f", "-y", "-q", "large", "-c", $"{_server.Url}/open", "--override-channels");
        _server.Requests.ShouldContain(r => r.StartsWith("304 GET /open/linux-64/repodata.json"));
    }

    [Fact]
    public void A_mirror_that_fails_is_passed_over()
    {
        _channel.Folder.Write("home/.condarc", $"mirrored_channels:\n  science: [\"{_server.Url}/broken\", \"{_server.Url}/open\"]\nremote_max_retries: 0\n");
        _channel.Done("create", "-n", "e", "-y", "-q", "large", "-c", "science", "--override-channels");
        _server.Requests.ShouldContain($"200 GET /open/linux-64/{Archive} -");
        _channel.Done("doctor", "-n", "e");
    }

    private void Create(string path)
    {
        _channel.Done("create", "-n", "e", "-y", "-q", "large", "-c", $"{_server.Url}/{path}", "--override-channels");
        _channel.Done("doctor", "-n", "e");
    }

    private IEnumerable<string> Written(string secret) =>
        Directory.EnumerateFiles(_channel.Folder["root"], "*", SearchOption.AllDirectories).Where(f => File.ReadAllBytes(f).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)) >= 0);
}
