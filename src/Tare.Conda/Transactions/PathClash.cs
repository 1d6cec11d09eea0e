namespace Tare.Conda.Transactions;

/// <summary>A path that two packages bring.</summary>
/// <param name="Path">The path in the environment.</param>
/// <param name="Loser">The package whose file is left out.</param>
/// <param name="Winner">The package whose file counts.</param>
public sealed record PathClash(string Path, string Loser, string Winner);
