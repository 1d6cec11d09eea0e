using CsCheck;
using Tare.Http.Credentials;

namespace Tare.Http.Tests.Credentials;

public sealed class NetrcFileTests
{
    private static readonly string[] Pieces = ["machine ", "login ", "password ", "default ", "macdef ", "\"", "\\", "#", "\n", "x ", "\n\n", "\0"];

    private const string Text = """
        # work
        machine a.b login one password p#1
        machine c.d
            login two
            password "with space \" and quote"
            account ignored
        macdef init
        machine trap login x password y

        default login anonymous password me@home
        """;

    [Theory]
    [InlineData("a.b", "one", "p#1")]
    [InlineData("C.D", "two", "with space \" and quote")]
    [InlineData("trap", "anonymous", "me@home")]
    [InlineData("other", "anonymous", "me@home")]
    public void Entries_are_found_by_host(string host, string login, string password)
    {
        var entry = NetrcFile.Parse(Text).Find(host)!;
        (entry.Login, entry.Password).ShouldBe((login, password));
    }

    [Fact]
    public void Without_a_default_an_unknown_host_has_no_entry() => NetrcFile.Parse("machine a login b password c").Find("d").ShouldBeNull();

    [Fact]
    public void The_password_is_not_shown() => NetrcFile.Parse("machine a login b password secret").Find("a")!.ToString().ShouldNotContain("secret");

    [Fact]
    public void Any_text_is_read_without_an_error() =>
        Gen.Int[0, Pieces.Length - 1].Array[0, 40].Sample(picks => NetrcFile.Parse(string.Concat(picks.Select(i => Pieces[i]))).Find("x"));
}
