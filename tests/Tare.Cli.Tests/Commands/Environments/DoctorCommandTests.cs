using Tare.Testing.Packages;

namespace Tare.Cli.Tests.Commands.Environments;

public sealed class DoctorCommandTests : IDisposable
{
    private readonly Workshop _workshop = new Workshop().With(Workshop.Package("zlib", "1.3"), new TestPackage("linked") { Links = { ["lib/link"] = "zlib.txt" } }.With("share/l.txt", "l"));

    public DoctorCommandTests() => _workshop.Done("create", "-n", "e", "zlib", "linked");

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void An_environment_that_was_just_made_is_whole() => _workshop.Done("doctor", "-n", "e").Output.ShouldContain("every file is as its record says");

    [Fact]
    public void A_missing_and_an_altered_file_are_told_and_mended()
    {
        File.Delete(_workshop.Path("e", "lib/zlib.txt"));
        File.AppendAllText(_workshop.Path("e", "share/zlib/prefix.txt"), "altered");
        var answer = _workshop.Failed("doctor", "-n", "e");
        answer.Output.ShouldContain("missing files: 1\n  zlib-1.3-0: lib/zlib.txt");
        answer.Output.ShouldContain("altered files: 1\n  zlib-1.3-0: share/zlib/prefix.txt");
        _workshop.Done("doctor", "-n", "e", "--fix");
        _workshop.Text("e", "lib/zlib.txt").ShouldBe("zlib 1.3");
        _workshop.Done("doctor", "-n", "e");
    }

    [Fact]
    public void A_stale_record_is_told_and_taken_away()
    {
        var record = _workshop.Text("e", "conda-meta/zlib-1.3-0.json").Replace("\"1.3\"", "\"1.2\"");
        _workshop.Machine.File("root/envs/e/conda-meta/zlib-1.2-0.json", record);
        File.SetLastWriteTimeUtc(_workshop.Path("e", "conda-meta/zlib-1.2-0.json"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        _workshop.Failed("doctor", "-n", "e").Output.ShouldContain("stale records: 1");
        _workshop.Done("doctor", "-n", "e", "--fix");
        File.Exists(_workshop.Path("e", "conda-meta/zlib-1.2-0.json")).ShouldBeFalse();
    }

    [Fact]
    public void Json_has_every_problem()
    {
        File.Delete(_workshop.Path("e", "lib/zlib.txt"));
        var problems = _workshop.Failed("doctor", "-n", "e", "--json").Json.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("path").GetString());
        problems.ShouldBe(["lib/zlib.txt", "lib/link"]);
    }
}
