using System.Text;
using System.Text.RegularExpressions;

namespace Tare.Images.Building;

/// <summary>Reads shell scripts that only set variables (<c>export NAME=value</c>); anything else is left to a shell.</summary>
internal static partial class ShellAssignments
{
    /// <summary>The variables that a script exports, in order; false where it does more than that.</summary>
    internal static bool TryRead(string script, IReadOnlyDictionary<string, string> variables, out IReadOnlyList<KeyValuePair<string, string>> exported)
    {
        var values = new Dictionary<string, string>(variables, StringComparer.Ordinal);
        var names = new List<string>();
        exported = [];
        foreach (var raw in script.Split('\n'))
        {
            var line = raw.Trim().TrimEnd(';').TrimEnd();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (ExportOnly().Match(line) is { Success: true } marked && values.ContainsKey(marked.Groups[1].Value))
            {
                names.Add(marked.Groups[1].Value);
                continue;
            }

            if (Assignment().Match(line) is not { Success: true } match || !TryExpand(match.Groups[3].Value, values, out var value))
            {
                return false;
            }

            values[match.Groups[2].Value] = value;
            if (match.Groups[1].Length > 0)
            {
                names.Add(match.Groups[2].Value);
            }
        }

        // A variable that the container has already is exported whatever the script says.
        exported = [.. values.Where(v => names.Contains(v.Key) || (variables.TryGetValue(v.Key, out var old) && old != v.Value))];
        return true;
    }

    // One word, with quotes and plain references to variables: no commands, no patterns, no arithmetic.
    private static bool TryExpand(string word, Dictionary<string, string> variables, out string value)
    {
        var text = new StringBuilder();
        value = "";
        var quote = '\0';
        for (var i = 0; i < word.Length; i++)
        {
            var letter = word[i];
            if (quote == '\'' && letter != '\'')
            {
                text.Append(letter);
            }
            else if (letter is '"' or '\'' && (quote == '\0' || quote == letter))
            {
                quote = quote == letter ? '\0' : letter;
            }
            else if (letter == '$')
            {
                if (Reference().Match(word, i) is not { Success: true } match || match.Index != i)
                {
                    return false;
                }

                text.Append(variables.GetValueOrDefault(match.Groups[1].Length > 0 ? match.Groups[1].Value : match.Groups[2].Value, ""));
                i += match.Length - 1;
            }
            else if (letter is '`' or '\\' || (quote == '\0' && " \t;&|<>()*?[]{}~#".Contains(letter, StringComparison.Ordinal)))
            {
                return false;
            }
            else
            {
                text.Append(letter);
            }
        }

        value = text.ToString();
        return quote == '\0';
    }

    [GeneratedRegex("^export\\s+(?<1>[A-Za-z_][A-Za-z0-9_]*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ExportOnly();

    [GeneratedRegex("^(?<1>export\\s+)?(?<2>[A-Za-z_][A-Za-z0-9_]*)=(?<3>.*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Assignment();

    [GeneratedRegex("\\$(?:\\{(?<1>[A-Za-z_][A-Za-z0-9_]*)\\}|(?<2>[A-Za-z_][A-Za-z0-9_]*))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}
