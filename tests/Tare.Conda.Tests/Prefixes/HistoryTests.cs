using CsCheck;
using Tare.Conda.Prefixes;
using Tare.Testing;

namespace Tare.Conda.Tests.Prefixes;

public sealed class HistoryTests
{
    private const string Text = """
        stray line
        ==> 2026-01-02 03:04:05 <==
        # cmd: /opt/conda/bin/conda create python>=3 'a'
        # conda version: 26.7.1
        +conda-forge/linux-64::a-1-0
        +conda-forge/linux-64::b-1-0
        # update specs: ['a', "b >=1,<2"]
        ==> 2026-01-03 03:04:05 <==
        # cmd: conda remove a
        -conda-forge/linux-64::a-1-0
        # remove specs: ['a']
        ==> 2017-01-03 03:04:05 <==
        # install specs: c>=1.5,<2.0,d
        """;

    [Fact]
    public void Revisions_are_read_with_their_remarks()
    {
        var revisions = History.Parse(Text);
        revisions.Select(r => r.Date).ShouldBe(["2026-01-02 03:04:05", "2026-01-03 03:04:05", "2017-01-03 03:04:05"]);
        revisions[0].UpdateSpecs.ShouldBe(["a", "b >=1,<2"]);
        revisions[0].CondaVersion.ShouldBe("26.7.1");
        revisions[1].RemoveSpecs.ShouldBe(["a"]);
        revisions[2].UpdateSpecs.ShouldBe(["c>=1.5,<2.0", "d"]);
    }

    [Fact]
    public void States_follow_the_changes() =>
        History.States(History.Parse(Text)).Select(s => s.Count).ShouldBe([2, 1, 0]);

    [Fact]
    public void Requested_specs_are_those_not_taken_back() =>
        History.RequestedSpecs(History.Parse(Text)).ShouldBe(new Dictionary<string, string> { ["b"] = "b >=1,<2", ["c"] = "c>=1.5,<2.0", ["d"] = "d" }, ignoreOrder: true);

    [Fact]
    public void A_written_revision_is_read_back()
    {
        var revision = new HistoryRevision("2026-01-02 03:04:05")
        {
            Command = "tare create 'x y'",
            CondaVersion = "26.7.1",
            Packages = ["-old/linux-64::a-1-0", "+new/linux-64::a-2-0"],
            UpdateSpecs = ["a >=1,<2", "it's", "say \"hi\"", @"back\slash"],
            RemoveSpecs = ["z"],
        };
        var text = History.Format(revision);
        var read = History.Parse(text).ShouldHaveSingleItem();
        read.Command.ShouldBe(revision.Command);
        read.Packages.ShouldBe(revision.Packages);
        read.UpdateSpecs.ShouldBe(revision.UpdateSpecs);
        read.RemoveSpecs.ShouldBe(["z"]);
    }

    [Theory]
    [InlineData("conda-forge/linux-64::a-b-1.0-py_0", "a-b", "1.0", "py_0", "conda-forge/linux-64")]
    [InlineData("numpy-1.0-0.tar.bz2", "numpy", "1.0", "0", "defaults")]
    [InlineData("odd", "odd", "", "", "defaults")]
    public void A_line_names_a_package(string text, string name, string version, string build, string channel) =>
        HistoryPackage.Parse(text).ShouldBe(new HistoryPackage(name, version, build, channel));

    [Fact]
    public void Any_text_is_a_history() => Gen.String.Sample(text =>
    {
        var revisions = History.Parse("==> x <==\n" + text);
        History.States(revisions);
        History.RequestedSpecs(revisions);
    });

    [Fact]
    public void The_corpus_of_odd_histories_is_read()
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Missing);
        foreach (var file in Directory.GetFiles(SharedData.PathOf("badinputs", "history")))
        {
            var revisions = History.Read(file);
            History.States(revisions).Count.ShouldBe(revisions.Count);
            History.RequestedSpecs(revisions);
        }
    }
}
