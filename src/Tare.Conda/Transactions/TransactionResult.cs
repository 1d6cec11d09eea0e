using Tare.Conda.Linking;

namespace Tare.Conda.Transactions;

/// <summary>What a change came to.</summary>
/// <param name="Clashes">Paths that two packages brought.</param>
/// <param name="Linked">The packages that came, and their files.</param>
public sealed record TransactionResult(IReadOnlyList<PathClash> Clashes, IReadOnlyList<(TransactionPackage Package, LinkedPackage Files)> Linked);
