using System.Text;
using System.Text.Json;

namespace Tare.Conda.Prefixes;

/// <summary>Values of JSON fields; the reader stands on the name, and on the value's end afterwards. Another type than wanted is null.</summary>
internal static class JsonFields
{
    internal static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }

    internal static string? TextOrTruth(ref Utf8JsonReader reader, string whenTrue)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.True)
        {
            return whenTrue;
        }

        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }

    internal static long? Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.Number)
        {
            reader.Skip();
            return null;
        }

        return reader.TryGetInt64(out var whole) ? whole
            : reader.TryGetDouble(out var number) && Math.Abs(number) < 9e18 ? (long)number : null;
    }

    internal static bool Truth(ref Utf8JsonReader reader)
    {
        reader.Read();
        var truth = reader.TokenType == JsonTokenType.True;
        reader.Skip();
        return truth;
    }

    internal static IReadOnlyList<string> Texts(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return [];
        }

        var texts = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                texts.Add(reader.GetString()!);
            }
            else
            {
                reader.Skip();
            }
        }

        return texts;
    }

    /// <summary>The value that the reader stands on, as compact JSON.</summary>
    internal static string Raw(ref Utf8JsonReader reader)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.GetRawText();
    }
}
