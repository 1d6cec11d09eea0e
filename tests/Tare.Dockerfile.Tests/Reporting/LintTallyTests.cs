using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Reporting;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Tests.Reporting;

public sealed class LintTallyTests
{
    private static readonly SourceText Source = SourceText.From("FROM a:1\n");

    [Fact]
    public void The_sum_counts_files_findings_and_repairs_and_knows_the_worst()
    {
        var sum = LintTally.Of([File(), File(Found(Severity.Info), Found(Severity.Error, safe: true)), File(Found(Severity.Warning, safe: false))]);
        sum.ShouldBe(new LintTally(3, 3, 1, 1, Severity.Error));
    }

    [Fact]
    public void Where_nothing_was_found_nothing_is_the_worst() => LintTally.Of([File(), File()]).ShouldBe(new LintTally(2, 0, 0, 0, null));

    private static LintedFile File(params Finding[] findings) => new("Dockerfile", Source, findings);

    private static Finding Found(Severity severity, bool? safe = null) =>
        new("TD1001", severity, default, "message") { Fix = safe is { } sure ? new Fix("repair", [], sure) : null };
}
