using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Reporting;

/// <summary>How much was found, without what was found: sums can be kept where reports are too large to be.</summary>
/// <param name="Files">Files looked at.</param>
/// <param name="Findings">Findings in them.</param>
/// <param name="Repairs">Findings with a sure repair.</param>
/// <param name="UnsureRepairs">Findings whose repair needs <c>--unsafe</c>.</param>
/// <param name="Worst">The most severe of them; null where nothing was found.</param>
public readonly record struct LintTally(int Files, int Findings, int Repairs, int UnsureRepairs, Severity? Worst)
{
    /// <summary>What was found in one file.</summary>
    public static LintTally Of(LintedFile file)
    {
        var (repairs, unsure) = (0, 0);
        Severity? worst = null;
        foreach (var finding in file.Findings)
        {
            repairs += finding.Fix is { IsSafe: true } ? 1 : 0;
            unsure += finding.Fix is { IsSafe: false } ? 1 : 0;
            worst = Worse(worst, finding.Severity);
        }

        return new LintTally(1, file.Findings.Count, repairs, unsure, worst);
    }

    /// <summary>The sum over files.</summary>
    public static LintTally Of(IEnumerable<LintedFile> files) => files.Aggregate(default(LintTally), (sum, file) => sum + Of(file));

    /// <summary>The sum of two.</summary>
    public static LintTally operator +(LintTally left, LintTally right) => new(
        left.Files + right.Files,
        left.Findings + right.Findings,
        left.Repairs + right.Repairs,
        left.UnsureRepairs + right.UnsureRepairs,
        right.Worst is { } worst ? Worse(left.Worst, worst) : left.Worst);

    private static Severity Worse(Severity? one, Severity other) => one is { } known && known > other ? known : other;
}
