using System.Net;
using System.Net.Http.Headers;
using Tare.Http.Credentials;
using Tare.Http.Documents;
using Tare.Http.Retries;
using Tare.Testing;
using Tare.Testing.Servers;

namespace Tare.Http.Tests;

public sealed class HttpStackTests
{
    private static string Text(byte[] bytes) => System.Text.Encoding.UTF8.GetString(bytes);

    [Fact]
    public async Task A_server_in_trouble_is_asked_again()
    {
        var left = 2;
        using var server = new HttpServer(_ => Interlocked.Decrement(ref left) >= 0 ? ServerResponse.Text(503, "busy") : ServerResponse.Text(200, "fine"));
        using var stack = new HttpStack(TestOptions.Quick);
        Text(await stack.GetBytesAsync(server.Address, 100, default)).ShouldBe("fine");
        server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Patience_ends_with_the_servers_own_answer()
    {
        using var server = new HttpServer(_ => ServerResponse.Text(500, "broken"));
        using var stack = new HttpStack(TestOptions.Quick);
        var error = await Should.ThrowAsync<HttpException>(() => stack.GetBytesAsync(server.Address, 100, default));
        error.Status.ShouldBe(HttpStatusCode.InternalServerError);
        error.Message.ShouldBe($"`{server.Address}` answered 500 Internal Server Error");
        server.Requests.Count.ShouldBeInRange(2, 5, "patience has an end in time, too");
    }

    [Theory]
    [InlineData(404)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(400)]
    public async Task A_refusal_is_not_asked_for_twice(int status)
    {
        using var server = new HttpServer(_ => ServerResponse.Text(status, "no"));
        using var stack = new HttpStack(TestOptions.Quick);
        var error = await Should.ThrowAsync<HttpException>(() => stack.GetBytesAsync(server.Address, 100, default));
        ((int)error.Status!.Value).ShouldBe(status);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Retry_after_is_honoured()
    {
        var asked = new List<TimeSpan>();
        var left = 1;
        using var server = new HttpServer(_ => Interlocked.Decrement(ref left) >= 0 ? ServerResponse.Text(429, "slow").With("Retry-After", "1") : ServerResponse.Text(200, "fine"));
        using var stack = new HttpStack(TestOptions.Quick with { Retry = new RetryPolicy { FirstDelay = TimeSpan.FromMilliseconds(1), Chance = () => 0 } });
        var started = TimeProvider.System.GetTimestamp();
        await stack.GetBytesAsync(server.Address, 100, default);
        TimeProvider.System.GetElapsedTime(started).ShouldBeGreaterThan(TimeSpan.FromSeconds(0.95));
    }

    [Fact]
    public async Task A_server_that_asks_for_hours_gets_an_error_at_once()
    {
        using var server = new HttpServer(_ => ServerResponse.Text(429, "slow").With("Retry-After", "7200"));
        using var stack = new HttpStack(TestOptions.Quick);
        (await Should.ThrowAsync<HttpException>(() => stack.GetBytesAsync(server.Address, 100, default))).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Silence_is_an_error_that_names_the_URL_without_its_token()
    {
        using var server = new HttpServer(_ => ServerResponse.Text(200, "hello") with { StallAfter = 2, Stall = TimeSpan.FromSeconds(20) });
        using var stack = new HttpStack(TestOptions.Quick);
        var error = await Should.ThrowAsync<HttpException>(() => stack.GetBytesAsync(new Uri(server.Address, "t/secret/x"), 100, default));
        error.Failure.ShouldBe(HttpFailure.Timeout);
        error.Message.ShouldBe($"`{server.Address}t/<TOKEN>/x` sent nothing for 0.4 seconds");
    }

    [Fact]
    public async Task Nobody_listening_is_an_error_with_a_reason()
    {
        var url = new Uri("http://127.0.0.1:9/");
        using var stack = new HttpStack(TestOptions.Quick);
        var error = await Should.ThrowAsync<HttpException>(() => stack.GetBytesAsync(url, 100, default));
        error.Message.ShouldBe("cannot reach `127.0.0.1:9` for `http://127.0.0.1:9/`: connection refused");
    }

    [Fact]
    public async Task Offline_nothing_is_asked()
    {
        using var server = new HttpServer(_ => ServerResponse.Text(200, "hello"));
        using var stack = new HttpStack(TestOptions.Quick with { Offline = true });
        (await Should.ThrowAsync<HttpException>(() => stack.GetBytesAsync(server.Address, 100, default))).Failure.ShouldBe(HttpFailure.Offline);
        server.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task Offline_files_are_read()
    {
        using var folder = new TemporaryFolder();
        using var stack = new HttpStack(TestOptions.Quick with { Offline = true });
        Text(await stack.GetBytesAsync(new Uri(folder.Write("a b.txt", "local")), 100, default)).ShouldBe("local");
        (await Should.ThrowAsync<HttpException>(() => stack.GetBytesAsync(new Uri(folder["missing"]), 100, default))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Credentials_stay_with_their_host_when_redirected()
    {
        using var other = new HttpServer(_ => ServerResponse.Text(200, "there"));
        using var server = new HttpServer(_ => new ServerResponse(307) { Headers = { ("Location", other.Address + "x") } });
        var header = new AuthenticationHeaderValue("Bearer", "secret-token");
        var credentials = new HostCredentials(new Dictionary<string, AuthenticationHeaderValue> { [server.Address.Authority] = header });
        using var stack = new HttpStack(TestOptions.Quick with { Credentials = [credentials] });
        Text(await stack.GetBytesAsync(server.Address, 100, default)).ShouldBe("there");
        server.Requests.Single().Header("Authorization").ShouldBe("Bearer secret-token");
        other.Requests.Single().Header("Authorization").ShouldBeNull();
    }

    [Fact]
    public async Task An_explicit_header_does_not_follow_to_another_host()
    {
        using var other = new HttpServer(_ => ServerResponse.Text(200, "there"));
        using var server = new HttpServer(r => r.Path == "/"
            ? new ServerResponse(302) { Headers = { ("Location", "/again") } }
            : new ServerResponse(302) { Headers = { ("Location", other.Address + "x") } });
        using var stack = new HttpStack(TestOptions.Quick);
        using var response = await stack.SendAsync(
            () => new HttpRequestMessage(HttpMethod.Get, server.Address) { Headers = { Authorization = UserInfo.Basic("a", "b") } }, default);
        server.Requests.ShouldAllBe(r => r.Header("Authorization") != null);
        other.Requests.Single().Header("Authorization").ShouldBeNull();
    }

    [Fact]
    public async Task User_and_password_of_a_URL_are_sent_as_a_header_only()
    {
        using var server = new HttpServer(_ => ServerResponse.Text(200, "x"));
        using var stack = new HttpStack(TestOptions.Quick);
        await stack.GetBytesAsync(new Uri($"http://us%40er:pw@127.0.0.1:{server.Address.Port}/x"), 100, default);
        var request = server.Requests.Single();
        request.Target.ShouldBe("/x");
        request.Header("Authorization").ShouldBe(UserInfo.Basic("us@er", "pw").ToString());
        request.Header("User-Agent")!.ShouldStartWith("tare/");
    }

    [Fact]
    public async Task The_users_netrc_is_used()
    {
        using var folder = new TemporaryFolder();
        using var server = new HttpServer(_ => ServerResponse.Text(200, "x"));
        var netrc = folder.Write("netrc", "machine 127.0.0.1 login me password pw");
        using var stack = new HttpStack(TestOptions.Quick with { UsesNetrc = true, Environment = TestOptions.Environment(("NETRC", netrc)) });
        await stack.GetBytesAsync(server.Address, 100, default);
        server.Requests.Single().Header("Authorization").ShouldBe(UserInfo.Basic("me", "pw").ToString());
    }

    [Fact]
    public async Task A_circle_of_redirects_ends()
    {
        using var server = new HttpServer(_ => new ServerResponse(302) { Headers = { ("Location", "/again") } });
        using var stack = new HttpStack(TestOptions.Quick);
        (await Should.ThrowAsync<HttpException>(() => stack.GetBytesAsync(server.Address, 100, default))).Message.ShouldContain("redirects more than 10 times");
    }

    [Fact]
    public async Task Requests_go_through_the_proxy()
    {
        using var proxy = new HttpServer(r => ServerResponse.Text(200, $"proxied {r.Target}"));
        using var stack = new HttpStack(TestOptions.Quick with { Environment = TestOptions.Environment(("http_proxy", proxy.Address.ToString())) });
        Text(await stack.GetBytesAsync(new Uri("http://far.away.invalid/x"), 100, default)).ShouldBe("proxied http://far.away.invalid/x");
    }

    [Fact]
    public async Task A_proxy_that_wants_a_password_says_so()
    {
        using var proxy = new HttpServer(_ => ServerResponse.Text(407, "who are you?").With("Proxy-Authenticate", "Basic realm=\"p\""));
        using var stack = new HttpStack(TestOptions.Quick with { Environment = TestOptions.Environment(("https_proxy", proxy.Address.ToString())) });
        var error = await Should.ThrowAsync<HttpException>(() => stack.GetBytesAsync(new Uri("https://far.away.invalid/x"), 100, default));
        error.Message.ShouldBe("cannot fetch `https://far.away.invalid/x`: the proxy answered 407 Proxy Authentication Required");
        error.Hint.ShouldBe("put user and password into the proxy's URL");
    }

    [Fact]
    public async Task A_body_that_is_sent_slowly_is_no_stall()
    {
        using var server = new HttpServer(r => ServerResponse.Text(200, $"{r.Body.Length}"));
        using var stack = new HttpStack(TestOptions.Quick);
        using var response = await stack.SendAsync(() => new HttpRequestMessage(HttpMethod.Put, server.Address) { Content = new StreamContent(new SlowStream(8, TimeSpan.FromMilliseconds(100))) }, default);
        (await response.Content.ReadAsStringAsync()).ShouldBe("8");
    }

    [Fact]
    public async Task A_document_larger_than_allowed_is_refused()
    {
        using var server = new HttpServer(_ => ServerResponse.Text(200, new string('x', 200)));
        using var stack = new HttpStack(TestOptions.Quick);
        (await Should.ThrowAsync<HttpException>(() => stack.GetBytesAsync(server.Address, 100, default))).Failure.ShouldBe(HttpFailure.Content);
    }

    private sealed class SlowStream(int bytes, TimeSpan delay) : Stream
    {
        private int _left = bytes;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => 0; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Thread.Sleep(delay);
            return _left-- > 0 ? 1 : 0;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => 0;

        public override void SetLength(long value)
        {
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
        }
    }
}
