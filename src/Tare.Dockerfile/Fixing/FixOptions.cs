using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Fixing;

/// <summary>Which repairs are wanted.</summary>
/// <param name="Rules">The rules whose findings are repaired; null for all.</param>
/// <param name="Unsafe">Repairs that may change what the image does, too.</param>
public sealed record FixOptions(IReadOnlyList<Rule>? Rules = null, bool Unsafe = false)
{
    /// <summary>What kind of file it is.</summary>
    public LintedKind Kind { get; init; }
}
