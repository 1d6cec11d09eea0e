using System.Text;

namespace Tare.Conda.EnvironmentFiles;

/// <summary>Writes environment.yml as <c>conda env export</c> does.</summary>
public static class EnvironmentFileWriter
{
    /// <summary>The file's text, which ends with a line feed. Dependencies are written as they are in <see cref="EnvironmentDependency.Text"/>.</summary>
    public static string Write(EnvironmentFile file)
    {
        var text = new StringBuilder();
        Line(text, "name", file.Name);
        List(text, "channels", file.HasNoDefaults ? [.. file.Channels, "nodefaults"] : file.Channels);
        text.Append(file.Dependencies.Count + file.PipRequirements.Count == 0 ? "dependencies: []\n" : "dependencies:\n");
        foreach (var dependency in file.Dependencies)
        {
            text.Append("  - ").Append(YamlText(dependency.Text)).Append('\n');
        }

        if (file.PipRequirements.Count > 0)
        {
            text.Append("  - pip:\n");
            foreach (var requirement in file.PipRequirements)
            {
                text.Append("      - ").Append(YamlText(requirement)).Append('\n');
            }
        }

        List(text, "platforms", file.Platforms);
        text.Append(file.Variables.Count > 0 ? "variables:\n" : "");
        foreach (var (name, value) in file.Variables)
        {
            text.Append("  ").Append(YamlText(name)).Append(": ").Append(YamlText(value)).Append('\n');
        }

        Line(text, "prefix", file.Prefix);
        return text.ToString();
    }

    private static void Line(StringBuilder text, string key, string? value) =>
        text.Append(value is null ? "" : $"{key}: {YamlText(value)}\n");

    private static void List(StringBuilder text, string key, IReadOnlyList<string> values)
    {
        text.Append(values.Count > 0 ? $"{key}:\n" : "");
        foreach (var value in values)
        {
            text.Append("  - ").Append(YamlText(value)).Append('\n');
        }
    }

    /// <summary>A text as a YAML scalar, in quotes where it would be read as something else.</summary>
    internal static string YamlText(string value)
    {
        if (value.Any(char.IsControl))
        {
            return $"\"{string.Concat(value.Select(Escaped))}\"";
        }

        var isPlain = value.Length > 0 && value.Trim() == value && !double.TryParse(value, out _) && !IsWord(value)
            && value[0] is not ('-' or '?' or ':' or ',' or '[' or ']' or '{' or '}' or '#' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' or '=')
            && !value.Contains(": ", StringComparison.Ordinal) && !value.Contains(" #", StringComparison.Ordinal) && !value.EndsWith(':');
        return isPlain ? value : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    private static string Escaped(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\t' => "\\t",
        _ => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString(),
    };

    // What YAML 1.1 or 1.2 takes for null, a truth value or a number.
    private static bool IsWord(string value) => value.ToLowerInvariant() is "~" or "null" or "true" or "false" or "yes" or "no" or "on" or "off" or "y" or "n" or ".nan" or ".inf" or "-.inf"
        || value.StartsWith("0x", StringComparison.OrdinalIgnoreCase) || value.StartsWith("0o", StringComparison.OrdinalIgnoreCase);
}
