using Tare.Conda.Yaml;

namespace Tare.Conda.Configuration.Editing;

/// <summary>
/// The text of one .condarc as it is changed. What a change does not name stays as it was, to the byte: order, comments, layout. Inside of
/// the changed setting a list in blocks keeps its other lines.
/// </summary>
public sealed class CondarcFile
{
    private readonly string _newLine;
    private List<string> _lines;
    private YamlMapping _map;

    /// <summary>Starts from a text; <see cref="ConfigurationException"/> or <see cref="YamlException"/> where it is no configuration.</summary>
    public CondarcFile(string path, string text)
    {
        Path = path;
        _newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        _lines = SplitLines(text);
        _map = ParseMap(text);
        if (_map.IsFlow || !CondarcLayout.IsLineByLine(text, _map))
        {
            Rewrite();
        }
    }

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>The text as it is now.</summary>
    public string Text => _lines.Count == 0 ? "" : string.Join(_newLine, _lines) + _newLine;

    /// <summary>The keys of the file, in its order.</summary>
    public IReadOnlyList<string> Keys => [.. _map.Entries.Select(e => e.Key.Text)];

    /// <summary>Reads a file; one that does not exist is empty.</summary>
    public static CondarcFile Read(string path) => new(path, File.Exists(path) ? ConfigurationFile.Load(path) : "");

    /// <summary>The value of a key, or null where the file does not have it.</summary>
    public SettingValue? Get(string key) => _map[key] is { } node ? SettingYaml.FromNode(node) : null;

    /// <summary>Gives a key a value, in the place it has, or at the end.</summary>
    public void Set(string key, SettingValue value)
    {
        var lines = SettingYaml.Lines(key, value);
        var entry = Entry(key);
        if (entry is { } old)
        {
            var comment = lines.Count == 1 && old.Value is YamlScalar { Comment: { } kept } ? $"  # {kept}".Replace("# !", "#!", StringComparison.Ordinal) : "";
            Replace(old, [.. lines.Take(lines.Count - 1), lines[^1] + comment]);
        }
        else
        {
            Append(lines);
        }
    }

    /// <summary>Takes a key and its value away.</summary>
    public bool Remove(string key)
    {
        if (Entry(key) is not { } entry)
        {
            return false;
        }

        Replace(entry, []);
        return true;
    }

    /// <summary>Puts an item at one end of a list; where it stands elsewhere in the list it is taken from there.</summary>
    public void AddItem(string key, string item, bool first)
    {
        RemoveItem(key, item);
        var entry = Entry(key);
        if (entry?.Value is YamlSequence { IsFlow: false, Items.Count: > 0 } list)
        {
            var indent = new string(' ', DashColumn(list));
            var at = first ? list.Items[0].Line - 1 : list.EndLine;
            _lines.Insert(at, $"{indent}- {YamlText.Scalar(item)}");
            Reparse();
            return;
        }

        IReadOnlyList<SettingValue> items = entry is { } known && SettingYaml.FromNode(known.Value) is SettingValue.ListValue value ? value.Items : [];
        SettingValue added = new SettingValue.TextValue(item);
        Set(key, new SettingValue.ListValue(first ? [added, .. items] : [.. items, added]));
    }

    /// <summary>Takes every occurrence of an item out of a list; says whether there was one.</summary>
    public bool RemoveItem(string key, string item)
    {
        if (Entry(key)?.Value is not YamlSequence list)
        {
            return false;
        }

        var found = list.Items.Where(i => i is YamlScalar scalar && scalar.Text == item).ToArray();
        if (found.Length == 0)
        {
            return false;
        }

        if (list.IsFlow || found.Length == list.Items.Count || found.Any(f => f.Line != f.EndLine))
        {
            Set(key, new SettingValue.ListValue([.. list.Items.Except(found).Select(SettingYaml.FromNode)]));
            return true;
        }

        foreach (var line in found.Select(f => f.Line).OrderDescending())
        {
            _lines.RemoveAt(line - 1);
        }

        Reparse();
        return true;
    }

    private static int DashColumn(YamlSequence list) => list.Column - 1;

    private YamlEntry? Entry(string key)
    {
        foreach (var entry in _map.Entries)
        {
            if (entry.Key.Text == key)
            {
                return entry;
            }
        }

        return null;
    }

    private void Append(IReadOnlyList<string> lines)
    {
        var indent = _map.Entries.Count > 0 ? new string(' ', _map.Entries[0].Key.Column - 1) : "";
        _lines.AddRange(lines.Select(l => indent + l));
        Reparse();
    }

    private void Replace(YamlEntry entry, IReadOnlyList<string> lines)
    {
        var indent = new string(' ', entry.Key.Column - 1);
        _lines.RemoveRange(entry.Key.Line - 1, Math.Max(entry.Value.EndLine, entry.Key.Line) - entry.Key.Line + 1);
        _lines.InsertRange(entry.Key.Line - 1, lines.Select(l => indent + l));
        Reparse();
    }

    // What cannot be edited by lines is laid out anew first: `{a: b}` on one line, aliases, odd line ends, several documents.
    private void Rewrite()
    {
        _lines = [.. _map.Entries.SelectMany(e => SettingYaml.Lines(e.Key.Text, SettingYaml.FromNode(e.Value)))];
        Reparse();
    }

    private void Reparse() => _map = ParseMap(string.Join('\n', _lines));

    private YamlMapping ParseMap(string text) => YamlDocument.Parse(text, Path) switch
    {
        YamlMapping map => map,
        null or YamlScalar { IsNull: true } => new YamlMapping([]) { Line = 1, Column = 1, EndLine = 1 },
        var other => throw new ConfigurationException(Path, other.Line, null, "the file is not a map of settings"),
    };

    private static List<string> SplitLines(string text)
    {
        var lines = text.Split('\n').Select(l => l.TrimEnd('\r')).ToList();
        if (lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return lines;
    }
}
