using System.Text;
using System.Text.Json;
using Tare.Primitives;

namespace Tare.Archives.Packages;

/// <summary>The list of a package's paths: info/paths.json, or what older packages have in its place.</summary>
public static class PackagePaths
{
    // What stands for the prefix where has_prefix names only a path (conda-build, PREFIX_PLACEHOLDER).
    private const string ClassicPlaceholder = "/opt/anaconda1anaconda2anaconda3";

    /// <summary>Reads info/paths.json; <see cref="ArchiveException"/> where it is malformed or a path leaves the package.</summary>
    public static IReadOnlyList<PackagePath> Parse(ReadOnlySpan<byte> json, string source)
    {
        try
        {
            var reader = new Utf8JsonReader(json.StartsWith("\uFEFF"u8) ? json[3..] : json);
            var paths = new List<PackagePath>();
            Enter(ref reader, JsonTokenType.StartObject);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isPaths = reader.ValueTextEquals("paths"u8);
                reader.Read();
                if (!isPaths || reader.TokenType != JsonTokenType.StartArray)
                {
                    reader.Skip();
                    continue;
                }

                while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
                {
                    paths.Add(ReadPath(ref reader, source));
                }
            }

            return paths;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new ArchiveException($"`{source}` holds a malformed info/paths.json", "the package is damaged; get it again", exception);
        }
    }

    /// <summary>Reads the lists of packages older than paths.json: info/files, and info/has_prefix and info/no_link where they exist.</summary>
    public static IReadOnlyList<PackagePath> ParseLegacy(ReadOnlySpan<byte> files, ReadOnlySpan<byte> hasPrefix, ReadOnlySpan<byte> noLink, string source)
    {
        var prefixes = new Dictionary<string, (string Placeholder, bool IsBinary)>();
        foreach (var words in Lines(hasPrefix).Select(Words))
        {
            prefixes[words.Count >= 3 ? words[2] : words[0]] = words.Count >= 3 ? (words[0], words[1] == "binary") : (ClassicPlaceholder, false);
        }

        var copied = Lines(noLink).ToHashSet();
        return Lines(files).Select(path => new PackagePath(Safe(path, source), PackagePathType.HardLink)
        {
            NoLink = copied.Contains(path),
            PrefixPlaceholder = prefixes.TryGetValue(path, out var prefix) ? prefix.Placeholder : null,
            IsBinary = prefix.IsBinary,
        }).ToList();
    }

    private static PackagePath ReadPath(ref Utf8JsonReader reader, string source)
    {
        var path = new PackagePath("", PackagePathType.HardLink);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            path = name switch
            {
                "_path" => path with { Path = Safe(reader.GetString() ?? "", source) },
                "path_type" => path with { Type = TypeOf(reader.GetString()) },
                "sha256" => path with { Sha256 = Digest.TryParseHex(reader.GetString(), out var digest) ? digest : null },
                "size_in_bytes" => path with { Size = reader.TokenType == JsonTokenType.Null ? null : reader.GetInt64() },
                "prefix_placeholder" => path with { PrefixPlaceholder = reader.GetString() },
                "file_mode" => path with { IsBinary = reader.ValueTextEquals("binary"u8) },
                "no_link" => path with { NoLink = reader.TokenType == JsonTokenType.True },
                _ => Pass(ref reader, path),
            };
        }

        return path.Path.Length > 0 ? path : throw new FormatException("a path without a name");
    }

    private static PackagePath Pass(ref Utf8JsonReader reader, PackagePath path)
    {
        reader.Skip();
        return path;
    }

    private static PackagePathType TypeOf(string? text) => text switch
    {
        "hardlink" => PackagePathType.HardLink,
        "softlink" => PackagePathType.SoftLink,
        "directory" => PackagePathType.Directory,
        _ => PackagePathType.Other,
    };

    private static string Safe(string path, string source)
    {
        var normal = PackagePathName.Normalize(Encoding.UTF8.GetBytes(path));
        return normal is { IsEmpty: false } bytes
            ? Encoding.UTF8.GetString(bytes.Span)
            : throw new ArchiveException($"`{source}` is not safe to use: its list of paths names `{path}` outside the package", "do not use this package");
    }

    private static void Enter(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (!reader.Read() || reader.TokenType != token)
        {
            throw new FormatException("not an object");
        }
    }

    private static IEnumerable<string> Lines(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text).Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0);

    // Placeholder, mode and path, each of which may be quoted, as a shell would read them.
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        for (var i = 0; i < line.Length;)
        {
            if (char.IsWhiteSpace(line[i]))
            {
                i++;
                continue;
            }

            var quote = line[i] is '"' or '\'' ? line[i++] : '\0';
            var end = i;
            while (end < line.Length && (quote == '\0' ? !char.IsWhiteSpace(line[end]) : line[end] != quote))
            {
                end++;
            }

            words.Add(line[i..end]);
            i = end + 1;
        }

        return words;
    }
}
