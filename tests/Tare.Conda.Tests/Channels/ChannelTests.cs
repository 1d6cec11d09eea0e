using CsCheck;
using Tare.Conda.Channels;

namespace Tare.Conda.Tests.Channels;

public sealed class ChannelTests
{
    private static readonly ChannelResolver Conda = new(new ChannelSettings { Home = "/home/me", WorkingDirectory = "/here" });

    [Theory]
    [InlineData("conda-forge", "conda-forge", "https://conda.anaconda.org/conda-forge", null)]
    [InlineData("conda-forge/linux-64", "conda-forge", "https://conda.anaconda.org/conda-forge", "linux-64")]
    [InlineData("conda-forge/label/dev", "conda-forge/label/dev", "https://conda.anaconda.org/conda-forge/label/dev", null)]
    [InlineData("https://conda.anaconda.org/conda-forge", "conda-forge", "https://conda.anaconda.org/conda-forge", null)]
    [InlineData("https://conda.anaconda.org/conda-forge/noarch/", "conda-forge", "https://conda.anaconda.org/conda-forge", "noarch")]
    [InlineData("https://repo.anaconda.com/pkgs/main/linux-64", "defaults", "https://repo.anaconda.com/pkgs/main", "linux-64")]
    [InlineData("pkgs/main", "defaults", "https://repo.anaconda.com/pkgs/main", null)]
    [InlineData("pkgs/pro", "pkgs/pro", "https://repo.anaconda.com/pkgs/pro", null)]
    [InlineData("https://host:8080/conda/team/x", "https://host:8080/conda/team/x", "https://host:8080/conda/team/x", null)]
    [InlineData("https://HOST/x", "https://host/x", "https://host/x", null)]
    [InlineData("file:///srv/channel", "file:///srv/channel", "file:///srv/channel", null)]
    [InlineData("/srv/channel/noarch", "file:///srv/channel", "file:///srv/channel", "noarch")]
    [InlineData("./channel", "file:///here/channel", "file:///here/channel", null)]
    [InlineData("~/channel", "file:///home/me/channel", "file:///home/me/channel", null)]
    [InlineData("/srv/Kanäle", "file:///srv/Kanäle", "file:///srv/Kanäle", null)]
    [InlineData("C:/channel/noarch", "file:///here/C:/channel", "file:///here/C:/channel", "noarch")]
    [InlineData(@"C:\channel\noarch", "file:///here/C:/channel", "file:///here/C:/channel", "noarch")]
    [InlineData(@"file:///C:\channel\noarch", "file:///C:/channel", "file:///C:/channel", "noarch")]
    [InlineData("file://C:/channel", "file://c/channel", "file://c/channel", null)]
    [InlineData("https://host/x/repodata.json", "https://host/x", "https://host/x", null)]
    [InlineData("https://host/x?query#fragment", "https://host/x", "https://host/x", null)]
    [InlineData("x/noarch/a-1-0.conda", "https://x", "https://x", "noarch")]
    public void A_name_a_url_or_a_path_is_a_channel(string value, string canonical, string url, string? subdir)
    {
        var channel = Conda.Resolve(value);
        (channel.CanonicalName, channel.BaseUrl, channel.Subdir).ShouldBe((canonical, url, subdir));
    }

    [Fact]
    public void Defaults_stands_for_several_channels()
    {
        var channel = Conda.Resolve("defaults");
        channel.IsMulti.ShouldBeTrue();
        channel.Urls(["linux-64", "noarch"]).ShouldBe(
        [
            "https://repo.anaconda.com/pkgs/main/linux-64", "https://repo.anaconda.com/pkgs/main/noarch",
            "https://repo.anaconda.com/pkgs/r/linux-64", "https://repo.anaconda.com/pkgs/r/noarch",
        ]);
    }

    [Fact]
    public void A_channel_with_a_subdir_has_that_and_noarch() => Conda.Resolve("conda-forge/linux-aarch64").Urls(["linux-64", "noarch"]).ShouldBe(
        ["https://conda.anaconda.org/conda-forge/linux-aarch64", "https://conda.anaconda.org/conda-forge/noarch"]);

    [Fact]
    public void Secrets_are_in_requests_and_in_no_text()
    {
        var channel = Conda.Resolve("https://user:pass@host:8443/t/tk-123-abc/team");
        channel.Urls(["noarch"], withCredentials: true).ShouldBe(["https://user:pass@host:8443/t/tk-123-abc/team/noarch"]);
        var texts = string.Join(' ', channel.Urls(["noarch"]).Append(channel.ToString()).Append(channel.CanonicalName).Append(channel.BaseUrl));
        texts.ShouldNotContain("pass");
        texts.ShouldNotContain("tk-123");
    }

    [Fact]
    public void Secrets_of_the_alias_go_with_a_name()
    {
        var channels = new ChannelResolver(new ChannelSettings { Alias = "https://me:word@conda.corp/t/tk-9/x" });
        channels.Resolve("team").Url("noarch", withCredentials: true).ShouldBe("https://me:word@conda.corp/x/t/tk-9/team/noarch");
        channels.Resolve("team").ToString().ShouldBe("https://conda.corp/x/team");
    }

    [Fact]
    public void A_custom_channel_lives_where_the_configuration_says()
    {
        var channels = new ChannelResolver(new ChannelSettings { CustomChannels = new Dictionary<string, string> { ["team"] = "https://conda.corp/all" } });
        channels.Resolve("team/label/dev").ToString().ShouldBe("https://conda.corp/all/team/label/dev");
        channels.Resolve("https://conda.corp/all/team/linux-64").CanonicalName.ShouldBe("team");
    }

    [Fact]
    public void A_channel_that_moved_is_found_at_its_new_place()
    {
        var channels = new ChannelResolver(new ChannelSettings
        {
            Alias = "https://new.corp/conda",
            MigratedAliases = ["https://old.corp/c"],
            CustomChannels = new Dictionary<string, string> { ["team"] = "https://new.corp/custom" },
            MigratedCustomChannels = new Dictionary<string, string> { ["team"] = "https://old.corp/t2" },
        });
        channels.Resolve("https://old.corp/c/forge").ToString().ShouldBe("https://new.corp/conda/forge");
        channels.Resolve("https://old.corp/t2/team/noarch").ToString().ShouldBe("https://new.corp/custom/team/noarch");
    }

    [Fact]
    public void A_channel_on_the_denylist_is_refused_with_its_name()
    {
        var channels = new ChannelResolver(new ChannelSettings { Denylist = ["defaults"] });
        channels.Demand([channels.Resolve("conda-forge")]);
        Should.Throw<ChannelException>(() => channels.Demand([channels.Resolve("defaults")])).Message.ShouldContain("https://repo.anaconda.com/pkgs/main");
    }

    [Fact]
    public void With_an_allowlist_nothing_else_may_be_used()
    {
        var channels = new ChannelResolver(new ChannelSettings { Allowlist = ["conda-forge"] });
        channels.Demand([channels.Resolve("https://conda.anaconda.org/conda-forge/linux-64")]);
        Should.Throw<ChannelException>(() => channels.Demand([channels.Resolve("bioconda")]));
    }

    [Fact]
    public void A_mirror_stands_for_the_channel_that_it_mirrors()
    {
        var channels = new ChannelResolver(new ChannelSettings { MirroredChannels = new Dictionary<string, IReadOnlyList<string>> { ["conda-forge"] = ["https://user:word@mirror.corp/forge"] } });
        var package = channels.Resolve("https://mirror.corp/forge/linux-64/a-1-0.conda");
        (package.CanonicalName, package.BaseUrl, package.Subdir, package.File).ShouldBe(("conda-forge", "https://conda.anaconda.org/conda-forge", "linux-64", "a-1-0.conda"));
        channels.Resolve("https://mirror.corp/forge").ShouldBe(channels.Resolve("conda-forge"));
        channels.Resolve("https://mirror.corp/other").CanonicalName.ShouldBe("https://mirror.corp/other");
        channels.Mirrors(package).Single().Url("noarch", withCredentials: true).ShouldBe("https://user:word@mirror.corp/forge/noarch");
    }

    [Fact]
    public void Mirrors_come_in_their_order_and_nothing_else_is_asked()
    {
        var channels = new ChannelResolver(new ChannelSettings { MirroredChannels = new Dictionary<string, IReadOnlyList<string>> { ["conda-forge"] = ["https://mirror.corp/forge"] } });
        channels.Mirrors(channels.Resolve("conda-forge")).Select(m => m.ToString()).ShouldBe(["https://mirror.corp/forge"]);
    }

    [Theory]
    [InlineData("<unknown>")]
    [InlineData(null)]
    public void A_package_from_nowhere_has_the_unknown_channel(string? value) => Conda.Resolve(value).IsUnknown.ShouldBeTrue();

    [Fact]
    public void Any_text_is_some_channel() => Gen.Char["abc/:.@~%t-0"].Array[0, 25].Select(c => new string(c)).Sample(text =>
        Conda.Resolve(text).ToString() is not null && Conda.Resolve(text).Urls(["linux-64"], withCredentials: true).ToList() is not null);
}
