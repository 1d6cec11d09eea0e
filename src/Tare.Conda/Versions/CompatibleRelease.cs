namespace Tare.Conda.Versions;

/// <summary>
/// <c>~=1.2.3</c>: at least this version, and alike up to its last but one component. <c>~=1</c> has nothing to be alike in,
/// so only the lower bound holds.
/// </summary>
internal sealed class CompatibleRelease(string text, CondaVersion least, VersionPrefix? alike) : VersionConstraint
{
    internal override string Text => text;

    internal static CompatibleRelease Of(string text, CondaVersion least)
    {
        var version = least.ToString();
        var dot = version.LastIndexOf('.');
        var alike = dot > 0 && CondaVersion.TryParse(version.AsSpan(0, dot), out var start) ? VersionPrefix.Of(start) : null;
        return new CompatibleRelease(text, least, alike);
    }

    internal override bool Matches(ReadOnlySpan<byte> key, string text) =>
        key.SequenceCompareTo(least.Key) >= 0 && (alike is null || alike.Matches(key));
}
