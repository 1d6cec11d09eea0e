namespace Tare.Conda.Configuration.Editing;

/// <summary>A change of a .condarc that cannot be made.</summary>
public sealed class CondarcEditException(string condaName, string message, string? hint = null)
    : CondaException(message.TrimEnd('.'), hint ?? "`tare config --describe` lists the settings and what they take")
{
    /// <inheritdoc/>
    public override string? CondaName { get; } = condaName;
}
