using System.Buffers;
using Tare.Conda.Yaml;

namespace Tare.Conda.Configuration.Editing;

/// <summary>Whether a file is laid out so that a setting is changed by changing its lines.</summary>
internal static class CondarcLayout
{
    private static readonly SearchValues<char> OddBreaks = SearchValues.Create("\r\u0085\u2028\u2029\ufeff\f\v");

    /// <summary>One document, lines that end in LF or CRLF, every key on a line of its own, and no value that stands elsewhere (an alias).</summary>
    internal static bool IsLineByLine(string text, YamlMapping map)
    {
        var unix = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        if (unix.AsSpan().ContainsAny(OddBreaks) || !HasOneDocument(unix))
        {
            return false;
        }

        var line = 0;
        foreach (var (key, value) in map.Entries)
        {
            if (key.Line <= line || key.EndLine != key.Line || key.Column != map.Entries[0].Key.Column || !StandsAt(value, key.Line))
            {
                return false;
            }

            line = Math.Max(key.Line, value.EndLine);
        }

        return true;
    }

    private static bool StandsAt(YamlNode node, int line) => node.Line >= line && node switch
    {
        YamlSequence list => list.Items.All(i => StandsAt(i, node.Line)) && (list.IsFlow || list.Items.Zip(list.Items.Skip(1)).All(p => p.Second.Line > p.First.EndLine)),
        YamlMapping map => map.Entries.All(e => e.Key.Line >= node.Line && StandsAt(e.Value, e.Key.Line)),
        _ => true,
    };

    // `---` may stand before the settings; markers and directives elsewhere split the file.
    private static bool HasOneDocument(string text)
    {
        var isInside = false;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var isStart = line.StartsWith("---");
            if (line.StartsWith("...") || line.StartsWith("%") || (isStart && (isInside || line.TrimEnd().Length > 3)))
            {
                return false;
            }

            isInside |= isStart || (line.TrimStart() is { Length: > 0 } content && content[0] != '#');
        }

        return true;
    }
}
