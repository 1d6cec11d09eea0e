namespace Tare.Conformance;

/// <summary>Every table, in the order in which they are asked.</summary>
public static class Tables
{
    /// <summary>The tables.</summary>
    public static IReadOnlyList<Table> All { get; } =
    [
        new VersionOrderTable(),
        new RealVersionsTable(),
        new VersionSpecTable(),
        new MatchSpecTable(),
        new RealMatchSpecsTable(),
        new Solver.SolverCasesTable(),
        new Solver.RealEnvironmentsTable(),
        new Peers.RattlerTable(),
    ];
}
