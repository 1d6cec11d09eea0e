namespace Tare.Dockerfile.Syntax;

/// <summary>A place as an editor shows it: line and column, both from 1; columns count characters.</summary>
public readonly record struct LinePosition(int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Line}:{Column}";
}
