using Tare.Conformance;
using Tare.Testing;

namespace Tare.Conda.Tests;

public sealed class ConformanceTests
{
    public static TheoryData<string> Paths => [.. Tables.All.Select(t => t.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Tare_answers_what_conda_answers(string path)
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Missing);
        var tally = new Tally();
        Tables.All.First(t => t.Path == path).Run(SharedData.Folder, tally);
        Assert.SkipWhen(tally.Reason is not null, tally.Reason ?? "");
        tally.Failures.ShouldBeEmpty();
        tally.Passed.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_wrong_answer_is_counted_as_failed()
    {
        var tally = new Tally();
        tally.Expect("question", 1, 2);
        tally.Failures.ShouldBe(["question: conda says `1`, tare says `2`"]);
    }
}
