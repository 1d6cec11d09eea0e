using System.Text.Json;

namespace Tare.Conda.Prefixes;

/// <summary>Reads the <c>files</c> of a record; the names of Python metadata are told apart without making a string of every file.</summary>
internal static class FileListReader
{
    internal static (IReadOnlyList<string> Files, IReadOnlyList<string> Metadata) Read(ref Utf8JsonReader reader, bool all)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return ([], []);
        }

        List<string> files = [];
        List<string> metadata = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String)
            {
                reader.Skip();
                continue;
            }

            if (all)
            {
                files.Add(reader.GetString()!);
            }

            var end = MetadataEnd(reader.ValueSpan);
            if (end > 0 && reader.GetString() is { } name)
            {
                var folder = name[..Math.Min(end, name.Length)];
                if (metadata.Count == 0 || metadata[^1] != folder)
                {
                    metadata.Add(folder);
                }
            }
        }

        return (files, metadata);
    }

    // The part up to and with `.dist-info`, `.egg-info` or `.egg-link`.
    private static int MetadataEnd(ReadOnlySpan<byte> path)
    {
        var dist = path.IndexOf(".dist-info"u8);
        if (dist > 0)
        {
            return dist + 10;
        }

        var egg = path.IndexOf(".egg-info"u8);
        return egg > 0 ? egg + 9 : path.EndsWith(".egg-link"u8) ? path.Length : -1;
    }
}
