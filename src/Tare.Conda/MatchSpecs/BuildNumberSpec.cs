using System.Globalization;
using Tare.Conda.Versions;

namespace Tare.Conda.MatchSpecs;

/// <summary>A constraint on build numbers: a number, <c>*</c>, or a comparison such as <c>&gt;=2</c> (BuildNumberMatch in conda/models/version.py).</summary>
internal sealed class BuildNumberSpec
{
    private readonly long? _number;
    private readonly VersionSpec? _comparison;

    private BuildNumberSpec(string text, long? number, VersionSpec? comparison)
    {
        Text = text;
        _number = number;
        _comparison = comparison;
    }

    internal string Text { get; }

    internal static bool TryParse(string text, out BuildNumberSpec? spec, out SyntaxFault fault)
    {
        spec = null;
        fault = default;
        var trimmed = text.Trim();
        if (long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            spec = new BuildNumberSpec(number.ToString(CultureInfo.InvariantCulture), number, null);
            return true;
        }

        if (trimmed.Length == 0 || trimmed[0] is not ('=' or '<' or '>' or '!' or '^' or '*'))
        {
            fault = new SyntaxFault("a build number is a number, or an operator and a number", 0);
            return false;
        }

        if (!VersionSpec.TryParse(trimmed, out var comparison, out fault))
        {
            return false;
        }

        spec = new BuildNumberSpec(trimmed, null, comparison);
        return true;
    }

    internal bool Matches(long number) => _number is { } exact
        ? exact == number
        : CondaVersion.TryParse(number.ToString(CultureInfo.InvariantCulture), out var version) && _comparison!.Matches(version);
}
