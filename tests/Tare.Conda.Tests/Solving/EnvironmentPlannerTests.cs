using Tare.Conda.MatchSpecs;
using Tare.Conda.Solving.Planning;
using Tare.Conda.Tests.Configuration;
using Tare.Conda.Tests.Repodata;
using Tare.Http;
using Tare.Testing.Servers;

namespace Tare.Conda.Tests.Solving;

public sealed class EnvironmentPlannerTests : IDisposable
{
    private readonly HostBuilder _machine = new();
    private readonly HttpStack _http = new(new HttpOptions { UsesNetrc = false });
    private readonly ChannelServer _server;

    public EnvironmentPlannerTests()
    {
        _server = new ChannelServer(Directory.CreateDirectory(_machine.Folder["c"]).FullName);
        _machine.WithRoot().File("home/.condarc", "channels: [conda-forge]\nmirrored_channels:\n  conda-forge: [" + _server.Url + "]\n");
    }

    public void Dispose()
    {
        _server.Dispose();
        _http.Dispose();
        _machine.Dispose();
    }

    private EnvironmentChange Plan(params string[] specs) => new EnvironmentPlanner(_machine.Load(), () => _http, TimeProvider.System).Plan(new PlanOptions
    {
        Prefix = Path.Join(_machine.Root, "envs", "new"),
        Subdir = "linux-64",
        Add = [.. specs.Select(s => MatchSpec.Parse(s))],
    });

    private void WriteShards(string subdir) => ShardWriter.Write(
        _machine.Folder, $"c/{subdir}", ("", "shards"), ("a", ShardWriter.Shard("a", "b >=1")), ("b", ShardWriter.Shard("b")), ("other", ShardWriter.Shard("other")));

    [Fact]
    public void A_plan_needs_only_the_shards_of_what_it_can_reach()
    {
        WriteShards("linux-64");
        WriteShards("noarch");
        Plan("a").Link.Select(r => r.Name).ShouldBe(["b", "a"]);
        _server.Requests.Count(r => r.Path.Contains("/shards/", StringComparison.Ordinal)).ShouldBe(4);
        _server.Requests.ShouldNotContain(r => r.Path.Contains("repodata.json", StringComparison.Ordinal));
    }

    [Fact]
    public void Packages_that_a_mirror_listed_belong_to_the_channel()
    {
        WriteShards("linux-64");
        WriteShards("noarch");
        Plan("b").Link.Single().Url.ShouldStartWith("https://conda.anaconda.org/conda-forge/");
    }

    [Fact]
    public void A_channel_with_shards_for_one_subdir_only_is_read_whole()
    {
        WriteShards("linux-64");
        _machine.Folder.Write("c/linux-64/repodata.json", """{"packages":{},"packages.conda":{}}""");
        _machine.Folder.Write("c/noarch/repodata.json", """{"packages":{},"packages.conda":{"z-1-0.conda":{"name":"z","version":"1","build":"0","build_number":0,"depends":[]}}}""");
        Plan("z").Link.Single().FileName.ShouldBe("z-1-0.conda");
    }

    [Fact]
    public void A_list_that_ends_early_is_told_of_and_not_taken_for_a_channel_without_packages()
    {
        _machine.Folder.Write("c/noarch/repodata.json", """{"packages":{},"packages.conda":{"z-1-0.conda":{"name":"z","version":"1","build":"0","build_number":0,"depends":[]}}}""");
        _server.Faults.Add(Fault.Truncate("repodata.json", 30));
        var error = Should.Throw<Primitives.TareException>(() => Plan("z"));
        error.ShouldNotBeOfType<Tare.Conda.Solving.UnsatisfiableException>();
        error.Message.ShouldContain($"{_server.Url}/noarch/repodata.json");
    }
}
