using System.Globalization;
using System.Text;

namespace Tare.Oci.Registries.Mirrors;

/// <summary>
/// As much of TOML as registries.conf and hosts.toml use: tables, arrays of tables, strings, booleans, numbers and arrays of
/// strings. A line that is none of these is passed over, since these files hold settings of many versions.
/// </summary>
internal sealed class TomlTable(string name)
{
    /// <summary>The dotted name, quotes taken off; empty for the top.</summary>
    internal string Name { get; } = name;

    internal Dictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, IReadOnlyList<string>> Lists { get; } = new(StringComparer.Ordinal);

    internal bool Flag(string key) => Texts.GetValueOrDefault(key) == "true";

    /// <summary>The tables in the order of the file; an array's tables share a name. Never fails.</summary>
    internal static IReadOnlyList<TomlTable> Parse(string text)
    {
        var tables = new List<TomlTable> { new("") };
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = WithoutComment(lines[i]).Trim();
            if (line.StartsWith('['))
            {
                tables.Add(new TomlTable(string.Join('.', Keys(line.Trim('[', ']', ' ')))));
                continue;
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                continue;
            }

            var key = line[..equals].Trim().Trim('"');
            var value = line[(equals + 1)..].Trim();
            while (value.StartsWith('[') && !value.EndsWith(']') && i + 1 < lines.Length)
            {
                value += " " + WithoutComment(lines[++i]).Trim();
            }

            if (value.StartsWith('['))
            {
                tables[^1].Lists[key] = Strings(value);
            }
            else
            {
                tables[^1].Texts[key] = value.StartsWith('"') || value.StartsWith('\'') ? Strings(value).FirstOrDefault() ?? "" : value;
            }
        }

        return tables;
    }

    private static List<string> Keys(string name)
    {
        var keys = new List<string>();
        var key = new StringBuilder();
        var quote = '\0';
        foreach (var c in name)
        {
            if (quote == '\0' && c == '.')
            {
                keys.Add(key.ToString().Trim());
                key.Clear();
            }
            else if (c is '"' or '\'' && (quote == '\0' || quote == c))
            {
                quote = quote == '\0' ? c : '\0';
            }
            else
            {
                key.Append(c);
            }
        }

        keys.Add(key.ToString().Trim());
        return keys;
    }

    private static List<string> Strings(string value)
    {
        var texts = new List<string>();
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] is not ('"' or '\''))
            {
                continue;
            }

            var quote = value[i];
            var text = new StringBuilder();
            for (i++; i < value.Length && value[i] != quote; i++)
            {
                i += quote == '"' && value[i] == '\\' && i + 1 < value.Length ? 1 : 0;
                text.Append(value[i]);
            }

            texts.Add(text.ToString());
        }

        return texts;
    }

    private static string WithoutComment(string line)
    {
        var quote = '\0';
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] is '"' or '\'' && (quote == '\0' || quote == line[i]))
            {
                quote = quote == '\0' ? line[i] : '\0';
            }
            else if (line[i] == '#' && quote == '\0')
            {
                return line[..i];
            }
        }

        return line;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Name}] {Texts.Count}");
}
