namespace Tare.Conda.Transactions;

/// <summary>What a change came to.</summary>
/// <param name="Clashes">Paths that two packages brought.</param>
public sealed record TransactionResult(IReadOnlyList<PathClash> Clashes);
