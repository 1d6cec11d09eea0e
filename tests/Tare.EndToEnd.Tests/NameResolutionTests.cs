using Tare.Testing;
using Tare.Testing.Packages;
using Tare.Testing.Processes;
using Tare.Testing.Servers;

namespace Tare.EndToEnd.Tests;

/// <summary>The static binary finds hosts by name, although the linker warns of getaddrinfo in a static program.</summary>
public sealed class NameResolutionTests
{
    [Fact]
    public void A_name_of_etc_hosts_is_found_in_a_root_without_any_library()
    {
        TareBinary.Require();
        Assert.SkipUnless(TareBinary.IsRoot, "needs root for chroot");
        using var folder = new TemporaryFolder();
        var channel = new ChannelFolder(folder["channel"]);
        channel.Add(new TestPackage("demo").WithFiles(2, 10));
        channel.WriteIndex();
        using var server = new ChannelServer(channel.Path);
        var port = new Uri(server.Url).Port;
        folder.Write("root/etc/hosts", "127.0.0.1 channel.test\n");
        File.Copy(TareBinary.Path, folder["root", "tare"]);

        var answer = InRoot(folder, "create", "-p", "/env", "demo", "--override-channels", "-c", $"http://channel.test:{port}", "-y");
        answer.ExitCode.ShouldBe(0, answer.Error);
        File.Exists(folder["root", "env", "conda-meta", "demo-1.0-0.json"]).ShouldBeTrue();

        var unknown = InRoot(folder, "search", "demo", "--override-channels", "-c", $"http://other.test:{port}");
        unknown.ExitCode.ShouldBe(1);
        unknown.Error.ShouldContain("other.test");
        unknown.Error.ShouldContain("hint: ");
    }

    private static ToolResult InRoot(TemporaryFolder folder, params string[] words) => Tool.Try(
        "env", ["-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/home", "CONDA_ROOT_PREFIX=/conda", "CONDA_SUBDIR=linux-64", "chroot", folder["root"], "/tare", .. words]);
}
