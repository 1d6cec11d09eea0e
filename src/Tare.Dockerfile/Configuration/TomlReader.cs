namespace Tare.Dockerfile.Configuration;

/// <summary>
/// Reads the part of TOML that settings need: tables, and keys with strings, numbers, truth values and arrays of those, which may
/// go over several lines. Whatever else a line holds is refused with its place.
/// </summary>
internal static class TomlReader
{
    internal static IEnumerable<TomlEntry> Read(string text, string path)
    {
        var table = "";
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var place = $"{path}:{i + 1}";
            var line = WithoutComment(lines[i]).Trim();
            if (line.Length == 0)
            {
                continue;
            }

            if (line[0] == '[')
            {
                table = line.EndsWith(']') ? line.Trim('[', ']').Trim() : throw Malformed(place);
                continue;
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw Malformed(place);
            }

            var value = line[(equals + 1)..].Trim();
            while (value.StartsWith('[') && !value.EndsWith(']') && i + 1 < lines.Length)
            {
                value += " " + WithoutComment(lines[++i]).Trim();
            }

            yield return new TomlEntry(table, line[..equals].Trim().Trim('"'), [.. Values(value, place)], place);
        }
    }

    private static IEnumerable<TomlValue> Values(string value, string place)
    {
        if (!value.StartsWith('['))
        {
            return [One(value, place)];
        }

        return value.EndsWith(']')
            ? value[1..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(v => One(v, place))
            : throw Malformed(place);
    }

    private static TomlValue One(string value, string place)
    {
        if (value.Length > 1 && value[0] is '"' or '\'' && value[^1] == value[0])
        {
            return new TomlValue(value[1..^1], IsString: true);
        }

        return value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '+' or '.') ? new TomlValue(value, IsString: false) : throw Malformed(place);
    }

    private static string WithoutComment(string line)
    {
        var quote = '\0';
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] is '"' or '\'')
            {
                quote = quote == '\0' ? line[i] : quote == line[i] ? '\0' : quote;
            }
            else if (line[i] == '#' && quote == '\0')
            {
                return line[..i];
            }
        }

        return line;
    }

    private static DockerfileException Malformed(string place) => new($"{place}: this is not a setting", "write it as `key = value` or `[table]`");
}
