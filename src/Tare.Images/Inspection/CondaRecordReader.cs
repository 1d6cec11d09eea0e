using System.Text.Json;
using Tare.Images.FileSystem;

namespace Tare.Images.Inspection;

/// <summary>
/// Reads of a <c>conda-meta</c> record only what an inspection needs, without building the rest: one record of a large package
/// has megabytes of checksums, and an image has hundreds of records.
/// </summary>
internal static class CondaRecordReader
{
    /// <summary>The package, or null where the bytes are no record.</summary>
    internal static InstalledPackage? Read(ReadOnlySpan<byte> json, int environment, PathTable paths)
    {
        try
        {
            return ReadObject(json, environment, paths);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or LayerFormatException)
        {
            // A damaged record owns nothing; its environment is still weighed as files without a package.
            return null;
        }
    }

    private static InstalledPackage? ReadObject(ReadOnlySpan<byte> json, int environment, PathTable paths)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        string name = "", version = "", build = "", channel = "";
        int[] files = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("files"u8))
            {
                files = ReadFiles(ref reader, environment, paths);
                continue;
            }

            ref var target = ref reader.ValueTextEquals("name"u8) ? ref name
                : ref reader.ValueTextEquals("version"u8) ? ref version
                : ref reader.ValueTextEquals("build"u8) ? ref build : ref channel;
            var known = reader.ValueTextEquals("name"u8) || reader.ValueTextEquals("version"u8) || reader.ValueTextEquals("build"u8)
                || reader.ValueTextEquals("channel"u8);
            reader.Read();
            if (known && reader.TokenType == JsonTokenType.String)
            {
                target = reader.GetString()!;
            }

            reader.Skip();
        }

        return name.Length == 0 ? null : new InstalledPackage
        {
            Kind = PackageKind.Conda,
            Name = name,
            Version = version,
            Build = build,
            Channel = ChannelName.From(channel),
            Environment = environment,
            Files = files,
        };
    }

    private static int[] ReadFiles(ref Utf8JsonReader reader, int environment, PathTable paths)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return [];
        }

        var files = new List<int>();
        Span<byte> buffer = stackalloc byte[4096];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length is > 0 and <= 4096)
            {
                var length = reader.CopyString(buffer);
                files.Add(paths.Descendant(environment, EntryName.Normalize(buffer[..length])));
            }
            else
            {
                reader.Skip();
            }
        }

        return [.. files];
    }
}
