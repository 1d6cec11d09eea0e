using System.Text.RegularExpressions;
using Tare.Conda.Channels;
using Tare.Conda.Versions;

namespace Tare.Conda.MatchSpecs;

/// <summary>The condition of a dependency (<c>when</c>): match specs joined by <c>and</c>, <c>or</c> and parentheses.</summary>
internal static partial class SpecCondition
{
    internal static bool TryCheck(string condition, ChannelResolver channels, out SyntaxFault fault)
    {
        fault = default;
        if (string.IsNullOrWhiteSpace(condition))
        {
            fault = new SyntaxFault("'when' value must not be empty", 0);
            return false;
        }

        var start = 0;
        foreach (var joint in Joints().Matches(condition).Select(m => (Start: m.Index, End: m.Index + m.Length)).Append((condition.Length, condition.Length)))
        {
            if (!TryCheckSpec(condition, start, joint.Item1, channels, out fault))
            {
                return false;
            }

            start = joint.Item2;
        }

        return IsBalanced(condition, out fault);
    }

    private static bool TryCheckSpec(string condition, int start, int end, ChannelResolver channels, out SyntaxFault fault)
    {
        while (start < end && condition[start] is ' ' or '(' or ')')
        {
            start++;
        }

        var spec = condition[start..end].TrimEnd(' ', '(', ')');
        if (spec.Length == 0)
        {
            fault = new SyntaxFault("'when' expression cannot be parsed", Math.Min(start, condition.Length));
            return false;
        }

        if (!MatchSpec.TryParse(spec, channels, out var parsed, out fault))
        {
            fault = fault.Shifted(start);
            return false;
        }

        if (parsed.Fields.When is not null)
        {
            fault = new SyntaxFault("'when' specs cannot include inner 'when' fields", start);
            return false;
        }

        return true;
    }

    private static bool IsBalanced(string condition, out SyntaxFault fault)
    {
        fault = default;
        var depth = 0;
        for (var i = 0; i < condition.Length; i++)
        {
            depth += condition[i] == '(' ? 1 : condition[i] == ')' ? -1 : 0;
            if (depth < 0)
            {
                fault = new SyntaxFault("'when' expression cannot be parsed", i);
                return false;
            }
        }

        fault = depth == 0 ? default : new SyntaxFault("'when' expression cannot be parsed", condition.Length);
        return depth == 0;
    }

    [GeneratedRegex(" (?:and|or) ", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Joints();
}
