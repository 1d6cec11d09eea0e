namespace Tare.Conda.Versions;

/// <summary>One node of a version constraint. The key decides, or for patterns the record's own text.</summary>
internal abstract class VersionConstraint
{
    internal abstract bool Matches(ReadOnlySpan<byte> key, string text);

    /// <summary>The constraint as conda writes it.</summary>
    internal abstract string Text { get; }

    /// <summary>The constraint with the parentheses that its meaning needs, which conda leaves out.</summary>
    internal virtual string Grouped => Text;

    /// <summary>Exactly one version, conda's <c>is_exact</c>.</summary>
    internal virtual bool IsExact => false;
}
