namespace Tare.Conda.Versions;

/// <summary>A comparison: <c>&gt;=1.2</c>, <c>1.2</c>.</summary>
internal sealed class VersionComparison(string text, VersionOperator comparison, CondaVersion version) : VersionConstraint
{
    internal override string Text => text;

    internal override bool IsExact => comparison == VersionOperator.Equal;

    internal override bool Matches(ReadOnlySpan<byte> key, string text)
    {
        var order = key.SequenceCompareTo(version.Key);
        return comparison switch
        {
            VersionOperator.Equal => order == 0,
            VersionOperator.NotEqual => order != 0,
            VersionOperator.Less => order < 0,
            VersionOperator.LessOrEqual => order <= 0,
            VersionOperator.Greater => order > 0,
            _ => order >= 0,
        };
    }
}
