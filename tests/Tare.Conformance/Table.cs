using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tare.Conformance;

/// <summary>One file of answers that conda gave, and how Tare is asked the same.</summary>
public abstract partial class Table
{
    /// <summary>The file's path below the folder of the corpora.</summary>
    public abstract string Path { get; }

    /// <summary>Asks every question of the file; a file of the same shape with other rows will do.</summary>
    public abstract void Run(string folder, Tally tally);

    /// <summary>The file as JSON.</summary>
    protected JsonElement Read(string folder)
    {
        // Python writes an infinite number bare, which JSON has no word for.
        var text = Infinity().Replace(File.ReadAllText(System.IO.Path.Combine(folder, Path)), "\"inf\"");
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    [GeneratedRegex(@"(?<![""\w])Infinity(?![""\w])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Infinity();

    /// <summary>The rows under a key; none where the file has no such key.</summary>
    protected static IEnumerable<JsonElement> Rows(JsonElement root, string key) =>
        root.TryGetProperty(key, out var rows) ? rows.EnumerateArray() : [];

    /// <summary>A text of a row, or null.</summary>
    protected static string? Text(JsonElement row, string key) =>
        row.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
