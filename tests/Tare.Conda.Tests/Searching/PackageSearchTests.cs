using Tare.Conda.MatchSpecs;
using Tare.Conda.Repodata;
using Tare.Conda.Searching;
using Tare.Testing;

namespace Tare.Conda.Tests.Searching;

public sealed class PackageSearchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ChannelRepodata _list;

    public PackageSearchTests() => _list = ChannelRepodata.Read(
        _folder.Write("repodata.json", """
            {
              "info": {"subdir": "linux-64"},
              "packages": {},
              "packages.conda": {
                "zlib-1.2.13-0.conda": {"name": "zlib", "version": "1.2.13", "build": "0", "build_number": 0, "depends": []},
                "zlib-1.3-h1_1.conda": {"name": "zlib", "version": "1.3", "build": "h1_1", "build_number": 1, "depends": []},
                "zlib-1.3-h0_0.conda": {"name": "zlib", "version": "1.3", "build": "h0_0", "build_number": 0, "depends": []},
                "zlib-ng-2.0-0.conda": {"name": "zlib-ng", "version": "2.0", "build": "0", "build_number": 0, "depends": []},
                "old-1-0.conda": {"name": "old", "version": "1", "build": "0", "build_number": 0, "depends": ["zlib <1.3"]},
                "new-1-0.conda": {"name": "new", "version": "1", "build": "0", "build_number": 0, "depends": ["zlib >=1.3,<2", "old"]},
                "next-1-0.conda": {"name": "next", "version": "1", "build": "0", "build_number": 0, "depends": ["zlib-ng"]}
              }
            }
            """),
        new RepodataLocation("test", "https://host/test", "linux-64"));

    public void Dispose()
    {
        _list.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("zlib", "zlib-1.2.13-0 zlib-1.3-h0_0 zlib-1.3-h1_1")]
    [InlineData("zlib >=1.3", "zlib-1.3-h0_0 zlib-1.3-h1_1")]
    [InlineData("zlib*", "zlib-1.2.13-0 zlib-1.3-h0_0 zlib-1.3-h1_1 zlib-ng-2.0-0")]
    [InlineData("*[build=h1_*]", "zlib-1.3-h1_1")]
    [InlineData("zlib[build_number='>0']", "zlib-1.3-h1_1")]
    [InlineData("https://host/test::zlib=1.2", "zlib-1.2.13-0")]
    [InlineData("conda-forge::zlib", "")]
    [InlineData("missing", "")]
    public void Packages_are_found_oldest_first(string spec, string packages) => Names(new PackageSearch([_list]).Find(MatchSpec.Parse(spec))).ShouldBe(packages);

    [Theory]
    [InlineData("zlib", "new-1-0 old-1-0")]
    [InlineData("zlib=1.2", "old-1-0")]
    [InlineData("zlib=1.3", "new-1-0")]
    [InlineData("zlib-ng", "next-1-0")]
    [InlineData("next", "")]
    public void Dependents_are_those_that_the_package_found_would_do_for(string spec, string packages) =>
        Names(new PackageSearch([_list]).FindDependents(MatchSpec.Parse(spec))).ShouldBe(packages);

    private static string Names(IEnumerable<Conda.Records.RepoDataRecord> records) => string.Join(' ', records.Select(r => $"{r.Name}-{r.Version}-{r.Build}"));
}
