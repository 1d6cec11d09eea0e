namespace Tare.Testing.Debian;

/// <summary>Paragraphs of fields, as apt and dpkg write them (deb822(5)).</summary>
internal static class ControlFile
{
    /// <summary>Every paragraph; a folded field keeps its line breaks.</summary>
    internal static IEnumerable<IReadOnlyDictionary<string, string>> Parse(string text)
    {
        foreach (var paragraph in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            string? last = null;
            foreach (var line in paragraph.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line[0] is ' ' or '\t' && last is not null)
                {
                    fields[last] += "\n" + line.Trim();
                }
                else if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                {
                    last = line[..colon];
                    fields[last] = line[(colon + 1)..].Trim();
                }
            }

            if (fields.Count > 0)
            {
                yield return fields;
            }
        }
    }
}
