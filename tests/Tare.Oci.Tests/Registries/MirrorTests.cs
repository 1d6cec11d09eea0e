using System.Text;
using CsCheck;
using Tare.Oci.References;
using Tare.Oci.Registries.Mirrors;

namespace Tare.Oci.Tests.Registries;

public sealed class MirrorTests
{
    private static string[] For(MirrorTable table, string reference) =>
        [.. table.For(RegistryReference.Parse(reference)).Select(m => $"{m.Host}/{m.Repository}{(m.IsInsecure ? " insecure" : "")}")];

    [Fact]
    public void Dockers_file_names_mirrors_of_Docker_Hub_only()
    {
        var table = MirrorTable.Of(MirrorFiles.ReadDaemon(Encoding.UTF8.GetBytes("""{"registry-mirrors":["https://m.io/","http://plain:5000"],"insecure-registries":["10.0.0.0/8","odd.io:80"]}""")));
        For(table, "debian:12").ShouldBe(["m.io/library/debian", "plain:5000/library/debian insecure"]);
        For(table, "quay.io/a/b").ShouldBeEmpty();
        table.IsInsecure("odd.io:80").ShouldBeTrue();
    }

    [Fact]
    public void Containers_file_rewrites_prefixes_the_longest_first()
    {
        var table = MirrorTable.Of(MirrorFiles.ReadRegistriesConf("""
            unqualified-search-registries = ["docker.io"]
            [[registry]]
            prefix = "quay.io" # all of it
            location = "inner.io/quay"
            [[registry]]
            prefix = "quay.io/org"
            [[registry.mirror]]
            location = "mirror.io:5000/x"
            insecure = true
            [[registry]]
            location = "bad.io"
            blocked = true
            [[registry]]
            prefix = "*.corp.io"
            [[registry.mirror]]
            location = "corp-mirror.io"
            """));
        For(table, "quay.io/org/app:1").ShouldBe(["mirror.io:5000/x/app insecure", "inner.io/quay/org/app"]);
        For(table, "a.corp.io/x/y").ShouldBe(["corp-mirror.io/x/y"]);
        Should.Throw<OciException>(() => For(table, "bad.io/x")).Message.ShouldContain("blocked");
    }

    [Fact]
    public void Containerds_file_names_hosts()
    {
        var table = MirrorTable.Of(MirrorFiles.ReadHosts("docker.io", """
            server = "https://registry-1.docker.io"
            [host."https://mirror.io"]
              capabilities = ["pull", "resolve"]
            [host."http://push.io"]
              capabilities = ["push"]
            """));
        For(table, "debian").ShouldBe(["mirror.io/library/debian"]);
    }

    [Fact]
    public void Any_text_is_read_without_an_error() =>
        Gen.String[Gen.Char["[]=\"'#.\\\n ab*"], 0, 80].Sample(text => MirrorTable.Of([.. MirrorFiles.ReadRegistriesConf(text), MirrorFiles.ReadHosts("h", text)]));
}
