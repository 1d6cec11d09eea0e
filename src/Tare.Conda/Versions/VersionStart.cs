namespace Tare.Conda.Versions;

/// <summary>A version that starts with another: <c>1.2.*</c>, <c>=1.2</c>; or does not: <c>!=1.2.*</c>.</summary>
internal sealed class VersionStart(string text, VersionPrefix prefix, bool isNegated = false) : VersionConstraint
{
    internal override string Text => text;

    internal override bool Matches(ReadOnlySpan<byte> key, string text) => prefix.Matches(key) != isNegated;
}
