namespace Tare.Conda.Relocation;

/// <summary>An environment that must keep its name, or a name that is taken.</summary>
public sealed class EnvironmentRenameException(string message, string hint) : CondaException(message, hint)
{
    /// <inheritdoc/>
    public override string? CondaName => "CondaEnvException";
}
