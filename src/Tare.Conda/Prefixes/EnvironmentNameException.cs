namespace Tare.Conda.Prefixes;

/// <summary>A name that no environment may have.</summary>
public sealed class EnvironmentNameException(string name)
    : CondaException($"Invalid environment name: '{name}'", "a name has no `/`, space, `:` or `#` in it; give a path with -p")
{
    /// <inheritdoc/>
    public override string? CondaName => "CondaValueError";
}
