namespace Tare.Conformance.Solver;

/// <summary>The cases of conda's, mamba's and rattler's own solver tests.</summary>
public sealed class SolverCasesTable : Table
{
    // docs/reference/solver.md tells the reason of each. None of them is a case on which all three of conda's solvers agree.
    private static readonly HashSet<string> Exceptions =
    [
        "helpers-test_unintentional_feature_downgrade-43",
    ];

    /// <inheritdoc/>
    public override string Path => "tables/solver_cases.json";

    /// <inheritdoc/>
    public override void Run(string folder, Tally tally)
    {
        var asked = new Dictionary<string, SolverCase>(StringComparer.Ordinal);
        foreach (var row in Rows(Read(folder), "cases"))
        {
            tally.Ask(row, (r, t) =>
            {
                var one = new SolverCase(r, folder);
                asked[one.Id] = one;
                Check(one, t);
            });
        }

        foreach (var one in asked.Values)
        {
            if (one.SameAs is { } name && asked.TryGetValue(name, out var other))
            {
                tally.Expect($"{one.Id} is answered as {name}", other.Answer, one.Answer);
            }
        }
    }

    private static void Check(SolverCase one, Tally tally)
    {
        if (!one.IsAgreed && Exceptions.Contains(one.Id))
        {
            tally.Skip();
            return;
        }

        var wrong = one.Run();
        if (one.IsUnknown)
        {
            tally.Skip();
            return;
        }

        tally.Expect($"{one.Id}{(one.IsAgreed ? ", on which all solvers agree" : "")}", "", wrong);
    }
}
