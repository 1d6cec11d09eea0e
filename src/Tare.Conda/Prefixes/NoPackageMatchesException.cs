namespace Tare.Conda.Prefixes;

/// <summary>No package of an environment has a name like that.</summary>
public sealed class NoPackageMatchesException(string pattern)
    : CondaException($"No packages match '{pattern}'", "`tare list` shows what is installed")
{
    /// <inheritdoc/>
    public override string? CondaName => "CondaValueError";
}
