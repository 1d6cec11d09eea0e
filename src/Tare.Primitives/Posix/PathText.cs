using System.Text;

namespace Tare.Primitives.Posix;

/// <summary>
/// File names are bytes, text is text: a byte that is not part of valid UTF-8 becomes the lone surrogate U+DC80..U+DCFF (Python's
/// <c>surrogateescape</c>, PEP 383), so every name goes to text and back unharmed.
/// </summary>
public static class PathText
{
    private const char FirstEscape = '\udc80';
    private const char LastEscape = '\udcff';

    /// <summary>The text of a name or path.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var text = new StringBuilder(bytes.Length);
        while (bytes.Length > 0)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var consumed) == System.Buffers.OperationStatus.Done)
            {
                text.Append(rune.ToString());
            }
            else
            {
                foreach (var bad in bytes[..consumed])
                {
                    text.Append((char)(0xdc00 + bad));
                }
            }

            bytes = bytes[consumed..];
        }

        return text.ToString();
    }

    /// <summary>The bytes of a name or path, with NUL behind them; <see cref="ArgumentException"/> where the text holds a NUL.</summary>
    public static byte[] EncodeZ(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException($"`{text}` contains a NUL character", nameof(text));
        }

        if (!text.AsSpan().ContainsAnyInRange(FirstEscape, LastEscape))
        {
            var plain = new byte[Encoding.UTF8.GetByteCount(text) + 1];
            Encoding.UTF8.GetBytes(text, plain);
            return plain;
        }

        return EncodeEscaped(text);
    }

    private static byte[] EncodeEscaped(string text)
    {
        var bytes = new byte[(text.Length * 3) + 1];
        var length = 0;
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var consumed) == System.Buffers.OperationStatus.Done)
            {
                length += rune.EncodeToUtf8(bytes.AsSpan(length));
            }
            else
            {
                bytes[length++] = rest[0] is >= FirstEscape and <= LastEscape ? (byte)(rest[0] - 0xdc00) : (byte)'?';
            }

            rest = rest[consumed..];
        }

        return bytes[..(length + 1)];
    }
}
