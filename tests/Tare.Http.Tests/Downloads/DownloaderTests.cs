using System.Security.Cryptography;
using Tare.Http.Downloads;
using Tare.Primitives;
using Tare.Testing;
using Tare.Testing.Servers;

namespace Tare.Http.Tests.Downloads;

public sealed class DownloaderTests : IDisposable
{
    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(300_000);
    private readonly TemporaryFolder _served = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ChannelServer _server;
    private readonly HttpStack _stack = new(TestOptions.Quick);
    private readonly Downloader _downloader;

    public DownloaderTests()
    {
        File.WriteAllBytes(_served["file.bin"], Content);
        _server = new ChannelServer(_served.Path);
        _downloader = new Downloader(_stack);
    }

    private Uri Url => new(_server.Url + "/file.bin");

    private string Target => _folder["sub", "file.bin"];

    private static ExpectedContent Known => new() { Sha256 = Digest.Of(Content), Size = Content.Length };

    public void Dispose()
    {
        _stack.Dispose();
        _server.Dispose();
        _served.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_file_arrives_whole_and_verified()
    {
        long progress = 0;
        var result = await _downloader.DownloadAsync(new DownloadRequest([Url], Target) { Expected = Known, Progress = n => progress += n }, default);
        File.ReadAllBytes(Target).ShouldBe(Content);
        (result.Size, result.Sha256, progress).ShouldBe((Content.Length, Digest.Of(Content), Content.Length));
        Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_transfer_that_breaks_off_goes_on_where_it_stopped()
    {
        _server.Faults.Add(Fault.Cut("file.bin", 100_000, times: 2));
        await _downloader.DownloadAsync(new DownloadRequest([Url], Target) { Expected = Known }, default);
        File.ReadAllBytes(Target).ShouldBe(Content);

        // How much of what was sent before the cut still arrives is the kernel's choice.
        _server.Requests.Count.ShouldBe(3);
        _server.Requests[^1].Header("Range").ShouldBeOneOf("bytes=100000-", "bytes=200000-");
    }

    [Fact]
    public async Task A_transfer_that_stalls_goes_on_where_it_stopped()
    {
        _server.Faults.Add(Fault.Stall("file.bin", 50_000, TimeSpan.FromSeconds(30), times: 1));
        await _downloader.DownloadAsync(new DownloadRequest([Url], Target) { Expected = Known }, default);
        File.ReadAllBytes(Target).ShouldBe(Content);
        _server.Requests[^1].Header("Range").ShouldBe("bytes=50000-");
    }

    [Fact]
    public async Task Without_a_hash_the_parts_are_joined_only_under_the_same_ETag()
    {
        _server.Faults.Add(Fault.Cut("file.bin", 100_000, times: 1));
        await _downloader.DownloadAsync(new DownloadRequest([Url], Target), default);
        File.ReadAllBytes(Target).ShouldBe(Content);
        _server.Requests[^1].Header("If-Range").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_server_without_ranges_sends_all_again()
    {
        using var plain = new ChannelServer(_served.Path, new ChannelServerOptions { Ranges = false });
        plain.Faults.Add(Fault.Cut("file.bin", 100_000, times: 1));
        await _downloader.DownloadAsync(new DownloadRequest([new Uri(plain.Url + "/file.bin")], Target) { Expected = Known }, default);
        File.ReadAllBytes(Target).ShouldBe(Content);
    }

    [Fact]
    public async Task What_an_earlier_process_left_is_taken_up()
    {
        Directory.CreateDirectory(_folder["sub"]);
        File.WriteAllBytes(Target + ".partial", Content[..120_000]);
        await _downloader.DownloadAsync(new DownloadRequest([Url], Target) { Expected = Known }, default);
        File.ReadAllBytes(Target).ShouldBe(Content);
        _server.Requests.Single().Header("Range").ShouldBe("bytes=120000-");
    }

    [Fact]
    public async Task A_wrong_leftover_is_given_up_without_blaming_the_mirror()
    {
        Directory.CreateDirectory(_folder["sub"]);
        File.WriteAllBytes(Target + ".partial", new byte[120_000]);
        await _downloader.DownloadAsync(new DownloadRequest([Url], Target) { Expected = Known }, default);
        File.ReadAllBytes(Target).ShouldBe(Content);
        _downloader.Quarantine.Reasons.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_whole_leftover_needs_no_request()
    {
        Directory.CreateDirectory(_folder["sub"]);
        File.WriteAllBytes(Target + ".partial", Content);
        await _downloader.DownloadAsync(new DownloadRequest([Url], Target) { Expected = Known }, default);
        File.ReadAllBytes(Target).ShouldBe(Content);
        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Wrong_content_is_refused_and_leaves_nothing()
    {
        _server.Faults.Add(Fault.WrongBytes("file.bin"));
        var error = await Should.ThrowAsync<ContentMismatchException>(() => _downloader.DownloadAsync(new DownloadRequest([Url], Target) { Expected = Known }, default));
        error.Expected.ShouldBe(Digest.Of(Content).Hex);
        File.Exists(Target).ShouldBeFalse();
        Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mirror_with_wrong_content_is_passed_over_and_asked_last_afterwards()
    {
        using var good = new ChannelServer(_served.Path);
        _server.Faults.Add(Fault.WrongBytes("file.bin"));
        Uri[] mirrors = [Url, new Uri(good.Url + "/file.bin")];
        var first = await _downloader.DownloadAsync(new DownloadRequest(mirrors, Target) { Expected = Known }, default);
        first.Url.ShouldBe(mirrors[1]);
        _downloader.Quarantine.Reasons.Keys.ShouldBe([Url.Authority]);
        await _downloader.DownloadAsync(new DownloadRequest(mirrors, _folder["second"]) { Expected = Known }, default);
        _server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_mirror_that_lacks_the_file_hands_over()
    {
        using var good = new ChannelServer(_served.Path);
        Uri[] mirrors = [new Uri(_server.Url + "/other.bin"), new Uri(good.Url + "/file.bin")];
        (await _downloader.DownloadAsync(new DownloadRequest(mirrors, Target) { Expected = Known }, default)).Url.ShouldBe(mirrors[1]);
    }

    [Fact]
    public async Task A_mirror_that_breaks_for_good_hands_over_with_what_it_gave()
    {
        using var good = new ChannelServer(_served.Path);
        _server.Faults.Add(Fault.Cut("file.bin", 100_000, times: 1));
        _server.Faults.Add(Fault.Status("file.bin", 404));
        Uri[] mirrors = [Url, new Uri(good.Url + "/file.bin")];
        await _downloader.DownloadAsync(new DownloadRequest(mirrors, Target) { Expected = Known }, default);
        File.ReadAllBytes(Target).ShouldBe(Content);
        good.Requests.Single().Header("Range").ShouldBe("bytes=100000-");
    }

    [Fact]
    public async Task When_every_mirror_fails_each_is_named()
    {
        Uri[] mirrors = [new Uri(_server.Url + "/a"), new Uri(_server.Url + "/b")];
        var error = await Should.ThrowAsync<HttpException>(() => _downloader.DownloadAsync(new DownloadRequest(mirrors, Target) { Expected = Known }, default));
        error.Message.ShouldContain("/a` answered 404");
        error.Message.ShouldContain("/b` answered 404");
        File.Exists(Target).ShouldBeFalse();
    }

    [Fact]
    public async Task A_silent_mirror_is_overtaken()
    {
        using var silent = new HttpServer(_ =>
        {
            Thread.Sleep(4000);
            return ServerResponse.Text(500, "late");
        });
        using var stack = new HttpStack(TestOptions.Quick with { Timeouts = new() { Stall = TimeSpan.FromSeconds(30) } });
        Uri[] mirrors = [new Uri(silent.Address, "file.bin"), Url];
        var started = TimeProvider.System.GetTimestamp();
        (await new Downloader(stack).DownloadAsync(new DownloadRequest(mirrors, Target) { Expected = Known }, default)).Url.ShouldBe(Url);
        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(3.5));
    }

    [Fact]
    public async Task Two_downloads_of_one_file_do_not_disturb_each_other()
    {
        _server.Faults.Add(Fault.Stall("file.bin", 100_000, TimeSpan.FromMilliseconds(100), times: 2));
        var request = new DownloadRequest([Url], Target) { Expected = Known };
        await Task.WhenAll(_downloader.DownloadAsync(request, default), new Downloader(_stack).DownloadAsync(request, default));
        File.ReadAllBytes(Target).ShouldBe(Content);
        Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_local_file_is_copied_and_verified()
    {
        var url = new Uri(_served["file.bin"]);
        await _downloader.DownloadAsync(new DownloadRequest([url], Target) { Expected = new ExpectedContent { Md5 = Convert.ToHexStringLower(MD5.HashData(Content)) } }, default);
        File.ReadAllBytes(Target).ShouldBe(Content);
        await Should.ThrowAsync<ContentMismatchException>(() => _downloader.DownloadAsync(
            new DownloadRequest([url], _folder["x"]) { Expected = new ExpectedContent { Md5 = new string('0', 32) } }, default));
    }

    [Fact]
    public async Task A_cancelled_download_keeps_its_part_for_the_next_attempt()
    {
        _server.Faults.Add(Fault.Stall("file.bin", 100_000, TimeSpan.FromSeconds(30), times: 1));
        using var stop = new CancellationTokenSource();
        long progress = 0;
        var request = new DownloadRequest([Url], Target)
        {
            Expected = Known,
            Progress = n =>
            {
                progress += n;
                if (progress == 100_000)
                {
                    stop.Cancel();
                }
            },
        };
        await Should.ThrowAsync<OperationCanceledException>(() => _downloader.DownloadAsync(request, stop.Token));
        new FileInfo(Target + ".partial").Length.ShouldBe(100_000);
        await _downloader.DownloadAsync(new DownloadRequest([Url], Target) { Expected = Known }, default);
        File.ReadAllBytes(Target).ShouldBe(Content);
    }

    private IEnumerable<string> Leftovers() => Directory.EnumerateFiles(_folder.Path, "*.partial", SearchOption.AllDirectories);
}
