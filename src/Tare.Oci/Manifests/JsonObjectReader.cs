using System.Text.Json;
using System.Text.Unicode;
using Tare.Primitives;

namespace Tare.Oci.Manifests;

/// <summary>Takes typed fields out of one JSON object; the errors name the document and the path of the field.</summary>
internal readonly ref struct JsonObjectReader
{
    // Strict as I-JSON (RFC 7493) asks: duplicate names mean different things to different tools.
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 64 };
    private readonly string _document;
    private readonly string _path;

    internal JsonObjectReader(JsonElement element, string document, string path)
    {
        _document = document;
        _path = path;
        Element = element.ValueKind == JsonValueKind.Object ? element : throw Error(null, "is not an object");
    }

    internal JsonElement Element { get; }

    /// <summary>Reads a whole document, whose top must be an object.</summary>
    internal static T Read<T>(ReadOnlyMemory<byte> json, string document, Func<JsonElement, T> read)
    {
        if (!Utf8.IsValid(json.Span))
        {
            throw new InvalidDocumentException(document, "it is not UTF-8");
        }

        try
        {
            using var parsed = JsonDocument.Parse(json, Options);
            return read(parsed.RootElement);
        }
        catch (JsonException exception)
        {
            // The parser's own words quote the text, which may hold a password or a line feed.
            throw new InvalidDocumentException(document, "it is not JSON, or repeats a name" + (exception.LineNumber is { } line ? $" (line {line + 1}, byte {exception.BytePositionInLine + 1})" : ""));
        }
        catch (InvalidOperationException exception)
        {
            // Half of a surrogate pair, escaped, is found only when the string is taken.
            throw new InvalidDocumentException(document, "it holds text that is not Unicode", exception);
        }
    }

    internal string? Text(string name) => Value(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        _ => throw Error(name, "is not a string"),
    };

    internal string RequiredText(string name) => Text(name) is { Length: > 0 } text ? text : throw Error(name, "is missing");

    internal long RequiredSize(string name) => Value(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var size) && size >= 0
        ? size
        : throw Error(name, "is not a number of bytes");

    internal bool Flag(string name) => Value(name) switch
    {
        null or { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.True } => true,
        _ => throw Error(name, "is neither true nor false"),
    };

    internal Digest RequiredDigest(string name)
    {
        var text = RequiredText(name);
        return Digest.TryParse(text, out var digest) ? digest
            : throw Error(name, text.StartsWith("sha512:", StringComparison.Ordinal) ? "is a sha512 digest; Tare reads sha256" : "is not a sha256 digest");
    }

    internal IReadOnlyList<string>? Texts(string name) => Value(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } array => TextsOf(array, name),
        _ => throw Error(name, "is not a list of strings"),
    };

    internal IReadOnlyDictionary<string, string> Map(string name)
    {
        if (Value(name) is not { } value)
        {
            return SortedMap.Empty;
        }

        var map = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in ObjectOf(value, name).EnumerateObject())
        {
            map[property.Name] = property.Value.ValueKind == JsonValueKind.String
                ? property.Value.GetString()!
                : throw Error($"{name}.{property.Name}", "is not a string");
        }

        return map;
    }

    /// <summary>The keys of a set written as <c>{"80/tcp":{}}</c>.</summary>
    internal IReadOnlyList<string> Keys(string name) =>
        Value(name) is { } value ? [.. ObjectOf(value, name).EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)] : [];

    internal JsonElement? Value(string name) => Element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    internal JsonElement.ArrayEnumerator Items(string name) => Value(name) switch
    {
        null => default,
        { ValueKind: JsonValueKind.Array } array => array.EnumerateArray(),
        _ => throw Error(name, "is not a list"),
    };

    internal JsonObjectReader Object(string name) =>
        Value(name) is { } value ? new JsonObjectReader(value, _document, Join(name)) : throw Error(name, "is missing");

    internal JsonObjectReader Item(JsonElement item, string list, int index) => new(item, _document, $"{Join(list)}[{index}]");

    internal InvalidDocumentException Error(string? name, string defect) =>
        new(_document, name is null && _path.Length == 0 ? "it " + defect : $"`{(name is null ? _path : Join(name))}` {defect}");

    private string Join(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    private JsonElement ObjectOf(JsonElement value, string name) => value.ValueKind == JsonValueKind.Object ? value : throw Error(name, "is not an object");

    private List<string> TextsOf(JsonElement array, string name)
    {
        var texts = new List<string>(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
        {
            texts.Add(item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Error($"{name}[{texts.Count}]", "is not a string"));
        }

        return texts;
    }
}
