namespace Tare.Conformance.Solver;

/// <summary>The cases of conda's, mamba's and rattler's own solver tests.</summary>
public sealed class SolverCasesTable : Table
{
    // docs/reference/solver.md tells the reason of each. None of them is a case on which all three of conda's solvers agree.
    private static readonly HashSet<string> Exceptions =
    [
        "conda-test_freeze_deps_1-102",
        "conda-test_python2_update-64",
        "helpers-test_unintentional_feature_downgrade-43",
    ];

    /// <inheritdoc/>
    public override string Path => "tables/solver_cases.json";

    /// <inheritdoc/>
    public override void Run(string folder, Tally tally)
    {
        foreach (var row in Rows(Read(folder), "cases"))
        {
            var one = new SolverCase(row, folder);
            if (!one.IsAgreed && Exceptions.Contains(one.Id))
            {
                tally.Skip();
                continue;
            }

            tally.Expect($"{one.Id}{(one.IsAgreed ? ", on which all solvers agree" : "")}", "", one.Run());
        }
    }
}
