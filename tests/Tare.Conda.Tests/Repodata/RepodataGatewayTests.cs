using Tare.Conda.Repodata;
using Tare.Conda.Repodata.Indexing;
using Tare.Testing;

namespace Tare.Conda.Tests.Repodata;

public sealed class RepodataGatewayTests
{
    private const string List = """{"packages":{},"packages.conda":{"a-1-0.conda":{"name":"a","version":"1","build":"0","build_number":0,"depends":[],"size":7}}}""";

    private static RepodataGateway Gateway(TemporaryFolder folder, bool offline = false) => new(new RepodataOptions
    {
        Http = () => throw new InvalidOperationException("the network was asked for"),
        CacheFolder = folder["cache"],
        Offline = offline,
    });

    private static RepodataLocation Channel(TemporaryFolder folder, string subdir = "linux-64") => new("c", $"file://{folder["c"]}", subdir);

    [Fact]
    public void A_folder_is_read_and_its_index_kept()
    {
        using var folder = new TemporaryFolder();
        folder.Write("c/linux-64/repodata.json", List);
        using var loaded = Gateway(folder).Load([Channel(folder)])[0];
        loaded.RecordsOf("a").Single().Size.ShouldBe(7);
        Directory.GetFiles(folder["cache"], "*.tare-index").Length.ShouldBe(1);
    }

    [Fact]
    public void A_subdir_that_a_channel_lacks_is_left_out()
    {
        using var folder = new TemporaryFolder();
        folder.Write("c/linux-64/repodata.json", List);
        Gateway(folder).Load([Channel(folder), Channel(folder, "noarch")]).Count.ShouldBe(1);
    }

    [Fact]
    public void A_list_of_another_subdir_is_an_error_that_names_both()
    {
        using var folder = new TemporaryFolder();
        folder.Write("c/linux-64/repodata.json", """{"info":{"subdir":"osx-64"},"packages":{}}""");
        Should.Throw<RepodataException>(() => Gateway(folder).Load([Channel(folder)])).Message.ShouldContain("is the list of osx-64, not of linux-64");
    }

    [Fact]
    public void A_record_that_is_too_large_is_told_as_such()
    {
        using var folder = new TemporaryFolder();
        folder.Write("c/linux-64/repodata.json", List.Replace("\"size\":7", $"\"license\":\"{new string('x', 70 << 20)}\"", StringComparison.Ordinal));
        using var loaded = Gateway(folder).Load([Channel(folder)])[0];
        Should.Throw<RepodataException>(() => loaded.RecordsOf("a").Count()).Message.ShouldContain("holds a record of more than 64 MiB");
    }

    [Fact]
    public void A_channel_without_any_list_is_an_error_that_names_it()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<RepodataException>(() => Gateway(folder).Load([Channel(folder)])).Message.ShouldContain($"{folder["c"]}/linux-64/repodata.json");
    }

    [Fact]
    public void An_index_of_an_older_list_is_made_anew()
    {
        using var folder = new TemporaryFolder();
        folder.Write("c/linux-64/repodata.json", List);
        Gateway(folder).Load([Channel(folder)])[0].Dispose();
        folder.Write("c/linux-64/repodata.json", List.Replace("a-1-0", "a-12-0").Replace("\"1\"", "\"12\""));
        using var loaded = Gateway(folder).Load([Channel(folder)])[0];
        loaded.RecordsOf("a").Single().Version.ShouldBe("12");
    }

    [Fact]
    public void An_index_with_any_byte_changed_is_made_anew()
    {
        using var folder = new TemporaryFolder();
        folder.Write("c/linux-64/repodata.json", List);
        Gateway(folder).Load([Channel(folder)])[0].Dispose();
        var path = Directory.GetFiles(folder["cache"]).Single();
        var whole = File.ReadAllBytes(path);
        for (var i = 0; i < whole.Length; i++)
        {
            var damaged = whole.ToArray();
            damaged[i] ^= 0x41;
            RepodataIndex.TryOpen(new IndexBytes(damaged)).ShouldBeNull($"byte {i}");
        }

        for (var length = 0; length < whole.Length; length++)
        {
            RepodataIndex.TryOpen(new IndexBytes(whole[..length])).ShouldBeNull($"cut to {length}");
        }

        File.WriteAllBytes(path, whole[..(whole.Length / 2)]);
        using var loaded = Gateway(folder).Load([Channel(folder)])[0];
        loaded.Count.ShouldBe(1);
        File.ReadAllBytes(path).ShouldBe(whole);
    }

    [Fact]
    public void Without_the_network_a_list_that_is_not_cached_is_an_error()
    {
        using var folder = new TemporaryFolder();
        var error = Should.Throw<RepodataException>(() => Gateway(folder, offline: true).Load([new RepodataLocation("c", "https://conda.example/c", "linux-64")]));
        error.Message.ShouldContain("https://conda.example/c/linux-64/repodata.json");
    }
}
