using System.Text;
using System.Text.Json;
using Tare.Conda.Repodata.Json;

namespace Tare.Conda.Prefixes;

/// <summary>
/// Reads records in one pass over their bytes. Optional fields of an unexpected type count as missing, as records were written by many
/// tools; a record without name, version and build is damaged.
/// </summary>
public static class PrefixRecordReader
{
    private const int MaximumLength = 512 << 20;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64, AllowTrailingCommas = false };

    private static ReadOnlySpan<byte> PathsField => "\"paths_data\""u8;

    /// <summary>Reads a record; <see cref="PrefixRecordException"/> names the file.</summary>
    public static PrefixRecord Read(string path, PrefixRecordParts parts)
    {
        byte[] buffer = [];
        return Read(path, parts, ref buffer);
    }

    /// <summary>Reads a record through a buffer that grows and is used again.</summary>
    internal static PrefixRecord Read(string path, PrefixRecordParts parts, ref byte[] buffer)
    {
        try
        {
            using var file = File.OpenHandle(path);
            var length = RandomAccess.GetLength(file);
            if (length > MaximumLength)
            {
                throw new PrefixRecordException(path, $"it is longer than {MaximumLength} bytes");
            }

            if (buffer.Length < length)
            {
                buffer = GC.AllocateUninitializedArray<byte>((int)Math.Max(length + (length >> 2), 64 << 10));
            }

            var filled = 0;
            while (filled < length)
            {
                var read = RandomAccess.Read(file, buffer.AsSpan(filled, (int)length - filled), filled);
                if (read == 0)
                {
                    break;
                }

                filled += read;
            }

            var json = buffer.AsSpan(0, filled);
            if (parts != PrefixRecordParts.Sketch)
            {
                return Parse(json, path, parts);
            }

            var kept = WithoutPaths(json);
            var record = Parse(kept, path, parts);
            return record with { RecordSize = record.RecordSize + filled - kept.Length };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PrefixRecordException(path, "it cannot be read", exception);
        }
    }

    /// <summary>Reads a record from its bytes; <see cref="PrefixRecordException"/> names <paramref name="path"/>.</summary>
    public static PrefixRecord Parse(ReadOnlySpan<byte> json, string path, PrefixRecordParts parts)
    {
        try
        {
            return new PrefixRecordParser(path, parts).Parse(Start(json));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or DecoderFallbackException)
        {
            throw new PrefixRecordException(path, "it is not the JSON of a record", exception);
        }
    }

    // Most of a record is its paths, which a sketch passes over: they are emptied, and the rest moves up. What is in quotes cannot be mistaken
    // for the field, as quotes in a string are escaped.
    private static Span<byte> WithoutPaths(Span<byte> json)
    {
        var field = json.IndexOf(PathsField);
        if (field < 0)
        {
            return json;
        }

        var scanner = new JsonScanner(json, field + PathsField.Length);
        if (!scanner.TryTake((byte)':') || scanner.Peek() != '{')
        {
            return json;
        }

        var start = scanner.Position + 1;
        if (!scanner.TrySkip())
        {
            return json;
        }

        var end = scanner.Position - 1;
        json[end..].CopyTo(json[start..]);
        return json[..^(end - start)];
    }

    private static Utf8JsonReader Start(ReadOnlySpan<byte> json) => new(json.StartsWith("\uFEFF"u8) ? json[3..] : json, Options);
}
