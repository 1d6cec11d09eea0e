using System.Text.Json;

namespace Tare.Conda.Prefixes;

/// <summary>Reads <c>paths_data</c> and <c>link</c>.</summary>
internal static class PrefixPathReader
{
    internal static IReadOnlyList<PrefixPath> Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return [];
        }

        var paths = new List<PrefixPath>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isPaths = reader.ValueTextEquals("paths"u8);
            reader.Read();
            if (!isPaths || reader.TokenType != JsonTokenType.StartArray)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType == JsonTokenType.StartObject && Path(ref reader) is { } path)
                {
                    paths.Add(path);
                }
                else
                {
                    reader.Skip();
                }
            }
        }

        return paths;
    }

    internal static PackageLink? Link(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        string? source = null;
        var type = LinkType.Unknown;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("source"u8))
            {
                source = JsonFields.Text(ref reader);
            }
            else if (reader.ValueTextEquals("type"u8))
            {
                type = JsonFields.Number(ref reader) is >= 1 and <= 4 and var number ? (LinkType)number : LinkType.Unknown;
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return source is null ? null : new PackageLink(source, type);
    }

    private static PrefixPath? Path(ref Utf8JsonReader reader)
    {
        string? name = null;
        var path = new PrefixPath("", PrefixPathType.HardLink);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("_path"u8))
            {
                name = JsonFields.Text(ref reader);
            }
            else
            {
                path = With(path, ref reader);
            }
        }

        return name is null ? null : path with { Path = name };
    }

    private static PrefixPath With(PrefixPath path, ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("path_type"u8))
        {
            return path with { Type = PrefixPathTypes.Parse(JsonFields.Text(ref reader)) };
        }

        if (reader.ValueTextEquals("sha256"u8))
        {
            return path with { Sha256 = JsonFields.Text(ref reader) };
        }

        if (reader.ValueTextEquals("sha256_in_prefix"u8))
        {
            return path with { Sha256InPrefix = JsonFields.Text(ref reader) };
        }

        if (reader.ValueTextEquals("size_in_bytes"u8))
        {
            return path with { Size = JsonFields.Number(ref reader) };
        }

        if (reader.ValueTextEquals("prefix_placeholder"u8))
        {
            return path with { PrefixPlaceholder = JsonFields.Text(ref reader) };
        }

        if (reader.ValueTextEquals("file_mode"u8))
        {
            return path with { FileMode = JsonFields.Text(ref reader) };
        }

        if (reader.ValueTextEquals("no_link"u8))
        {
            return path with { NoLink = JsonFields.Truth(ref reader) };
        }

        reader.Read();
        reader.Skip();
        return path;
    }
}
