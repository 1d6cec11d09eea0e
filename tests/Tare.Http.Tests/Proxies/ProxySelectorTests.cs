using Tare.Http.Proxies;

namespace Tare.Http.Tests.Proxies;

public sealed class ProxySelectorTests
{
    private static readonly Dictionary<string, string> None = [];

    [Theory]
    [InlineData("*", "https://a.b/", true)]
    [InlineData("b.c", "https://a.b.c/", true)]
    [InlineData(".b.c", "https://b.c/", true)]
    [InlineData("*.b.c", "https://a.b.c/", true)]
    [InlineData("b.c", "https://ab.c/", false)]
    [InlineData("b.c:443", "https://b.c/", true)]
    [InlineData("b.c:80", "https://b.c/", false)]
    [InlineData("x, y b.c", "https://b.c/", true)]
    [InlineData("10.0.0.0/8", "http://10.1.2.3/", true)]
    [InlineData("10.0.0.0/8", "http://11.1.2.3/", false)]
    [InlineData("10.1.2.3", "http://10.1.2.3:99/", true)]
    [InlineData("::1", "http://[::1]/", true)]
    [InlineData("", "https://b.c/", false)]
    public void No_proxy_lists_hosts_domains_ports_and_networks(string list, string url, bool direct) =>
        ProxyBypass.Parse(list).Matches(new Uri(url)).ShouldBe(direct);

    [Fact]
    public void Condas_servers_win_the_narrower_first()
    {
        var servers = new Dictionary<string, string> { ["https://a.b"] = "http://p1:1", ["https"] = "http://p2:2", ["all"] = "http://p3:3" };
        var selector = new ProxySelector(servers, TestOptions.Environment(("https_proxy", "http://env:9")));
        selector.GetProxy(new Uri("https://a.b/x")).ShouldBe(new Uri("http://p1:1"));
        selector.GetProxy(new Uri("https://c.d/x")).ShouldBe(new Uri("http://p2:2"));
        selector.GetProxy(new Uri("http://c.d/x")).ShouldBe(new Uri("http://p3:3"));
    }

    [Fact]
    public void The_environment_is_asked_by_scheme_then_for_all()
    {
        var selector = new ProxySelector(None, TestOptions.Environment(("HTTPS_PROXY", "upper:1"), ("https_proxy", "lower:2"), ("ALL_PROXY", "socks5h://all:3"), ("NO_PROXY", "direct.io")));
        selector.GetProxy(new Uri("https://a.b/")).ShouldBe(new Uri("http://lower:2"));
        selector.GetProxy(new Uri("http://a.b/")).ShouldBe(new Uri("socks5://all:3"));
        selector.IsBypassed(new Uri("https://x.direct.io/")).ShouldBeTrue();
        selector.IsBypassed(new Uri("http://127.0.0.1:5000/")).ShouldBeTrue();
    }

    [Fact]
    public void A_proxy_is_given_the_user_and_password_of_its_URL()
    {
        var selector = new ProxySelector(None, TestOptions.Environment(("https_proxy", "http://us%40er:p%3Aw@proxy:8080")));
        var proxy = selector.GetProxy(new Uri("https://a.b/"))!;
        var credential = selector.Credentials!.GetCredential(proxy, "Basic")!;
        (credential.UserName, credential.Password).ShouldBe(("us@er", "p:w"));
    }
}
