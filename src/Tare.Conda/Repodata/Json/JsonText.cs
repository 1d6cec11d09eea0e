using System.Text.Json;

namespace Tare.Conda.Repodata.Json;

/// <summary>Resolves the escapes of a JSON string.</summary>
internal static class JsonText
{
    /// <summary>The text that the raw content of a string stands for, in UTF-8; null when an escape is wrong.</summary>
    public static byte[]? Unescape(ReadOnlySpan<byte> raw)
    {
        var quoted = new byte[raw.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        raw.CopyTo(quoted.AsSpan(1));
        try
        {
            var reader = new Utf8JsonReader(quoted);
            reader.Read();
            var text = new byte[raw.Length];
            return text[..reader.CopyString(text)];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
