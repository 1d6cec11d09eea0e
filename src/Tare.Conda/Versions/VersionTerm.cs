using System.Diagnostics.CodeAnalysis;

namespace Tare.Conda.Versions;

/// <summary>Reads one term of a version constraint: an operator and a version, a glob, a regular expression, or a version alone.</summary>
internal static class VersionTerm
{
    // Longer operators first, so that `=` is only taken where no longer one stands.
    private static readonly string[] Operators = ["==", "!=", "<=", ">=", "~=", "<", ">", "="];

    internal static bool TryParse(string text, [NotNullWhen(true)] out VersionConstraint? term, out SyntaxFault fault)
    {
        term = null;
        fault = default;
        if (text[0] == '^' || text[^1] == '$')
        {
            return TryRegex(text, out term, out fault);
        }

        if (text[0] is '=' or '<' or '>' or '!' or '~')
        {
            return TryOperator(text, out term, out fault);
        }

        if (text == "*")
        {
            term = new VersionPattern(text, null);
            return true;
        }

        if (text.TrimEnd('*').Contains('*', StringComparison.Ordinal))
        {
            term = new VersionPattern(text, TextPattern.Glob(text));
            return true;
        }

        if (text[^1] == '*')
        {
            return TryStart(text, out term, out fault);
        }

        if (text.Contains('@', StringComparison.Ordinal))
        {
            term = new VersionPattern(text, TextPattern.Exact(text));
            return true;
        }

        return TryComparison(text, VersionOperator.Equal, text, out term, out fault);
    }

    private static bool TryRegex(string text, [NotNullWhen(true)] out VersionConstraint? term, out SyntaxFault fault)
    {
        term = null;
        if (text[0] != '^' || text[^1] != '$')
        {
            fault = new SyntaxFault("regex specs must start with '^' and end with '$'", text[0] == '^' ? text.Length : 0);
            return false;
        }

        if (!TextPattern.TryRegex(text, out var pattern, out fault))
        {
            return false;
        }

        term = new VersionPattern(text, pattern);
        return true;
    }

    private static bool TryOperator(string text, [NotNullWhen(true)] out VersionConstraint? term, out SyntaxFault fault)
    {
        term = null;
        var sign = Array.Find(Operators, o => text.StartsWith(o, StringComparison.Ordinal));
        var version = text[(sign?.Length ?? 0)..];
        if (sign is null || version.Length == 0 || version[0] is '=' or '<' or '>' or '!' or '~' || HasSpace(version))
        {
            var space = text.AsSpan().IndexOfAny(" \t\r\n");
            fault = new SyntaxFault("invalid operator", sign is null ? 0 : space >= sign.Length ? space : sign.Length);
            return false;
        }

        var hasStar = version.EndsWith(".*", StringComparison.Ordinal);
        if (hasStar && sign == "~=")
        {
            fault = new SyntaxFault("invalid operator with '.*'", text.Length - 2);
            return false;
        }

        version = hasStar ? version[..^2] : version;
        if (!CondaVersion.TryParse(version, out var parsed, out fault))
        {
            fault = fault.Shifted(sign.Length);
            return false;
        }

        term = sign switch
        {
            "=" => new VersionStart(text, VersionPrefix.Of(parsed)),
            "!=" when hasStar => new VersionStart(text, VersionPrefix.Of(parsed), isNegated: true),
            "~=" => CompatibleRelease.Of(text, parsed),
            _ => new VersionComparison(text, OperatorOf(sign), parsed),
        };
        return true;
    }

    private static bool HasSpace(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character))
            {
                return true;
            }
        }

        return false;
    }

    // 1.2* and 1.2.* are the same.
    private static bool TryStart(string text, [NotNullWhen(true)] out VersionConstraint? term, out SyntaxFault fault)
    {
        term = null;
        var canonical = text.EndsWith(".*", StringComparison.Ordinal) ? text : text[..^1] + ".*";
        if (!CondaVersion.TryParse(canonical.TrimEnd('*').TrimEnd('.'), out var prefix, out fault))
        {
            return false;
        }

        term = new VersionStart(canonical, VersionPrefix.Of(prefix));
        return true;
    }

    private static bool TryComparison(string text, VersionOperator comparison, string version, [NotNullWhen(true)] out VersionConstraint? term, out SyntaxFault fault)
    {
        var valid = CondaVersion.TryParse(version, out var parsed, out fault);
        term = valid ? new VersionComparison(text, comparison, parsed) : null;
        return valid;
    }

    private static VersionOperator OperatorOf(string sign) => sign switch
    {
        "==" => VersionOperator.Equal,
        "!=" => VersionOperator.NotEqual,
        "<" => VersionOperator.Less,
        "<=" => VersionOperator.LessOrEqual,
        ">" => VersionOperator.Greater,
        _ => VersionOperator.GreaterOrEqual,
    };
}
