using System.Text;
using System.Text.Json;
using Tare.Primitives;

namespace Tare.Archives.Packages;

/// <summary>The list of a package's paths: info/paths.json, or what older packages have in its place.</summary>
public static class PackagePaths
{
    // What stands for the prefix where has_prefix names only a path (conda-build, PREFIX_PLACEHOLDER).
    private const string ClassicPlaceholder = "/opt/anaconda1anaconda2anaconda3";

    private enum Field
    {
        Other,
        Path,
        Type,
        Sha256,
        Size,
        Placeholder,
        Mode,
        NoLink,
    }

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

    // Packages have thousands of paths with the same few names, so no name becomes a text of its own.
    private static PackagePath ReadPath(ref Utf8JsonReader reader, string source)
    {
        string? path = null, placeholder = null;
        var type = PackagePathType.HardLink;
        Digest? sha256 = null;
        long? size = null;
        var (isBinary, noLink) = (false, false);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (FieldOf(ref reader))
            {
                case Field.Path:
                    path = Safe(Next(ref reader).GetString() ?? "", source);
                    break;
                case Field.Type:
                    type = TypeOf(ref Next(ref reader));
                    break;
                case Field.Sha256:
                    sha256 = DigestOf(ref Next(ref reader));
                    break;
                case Field.Size:
                    size = Next(ref reader).TokenType == JsonTokenType.Null ? null : reader.GetInt64();
                    break;
                case Field.Placeholder:
                    placeholder = Next(ref reader).GetString();
                    break;
                case Field.Mode:
                    isBinary = Next(ref reader).ValueTextEquals("binary"u8);
                    break;
                case Field.NoLink:
                    noLink = Next(ref reader).TokenType == JsonTokenType.True;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return path is { Length: > 0 }
            ? new PackagePath(path, type) { Sha256 = sha256, Size = size, PrefixPlaceholder = placeholder, IsBinary = isBinary, NoLink = noLink }
            : throw new FormatException("a path without a name");
    }

    private static ref Utf8JsonReader Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return ref reader;
    }

    private static Field FieldOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("_path"u8) ? Field.Path
        : reader.ValueTextEquals("path_type"u8) ? Field.Type
        : reader.ValueTextEquals("sha256"u8) ? Field.Sha256
        : reader.ValueTextEquals("size_in_bytes"u8) ? Field.Size
        : reader.ValueTextEquals("prefix_placeholder"u8) ? Field.Placeholder
        : reader.ValueTextEquals("file_mode"u8) ? Field.Mode
        : reader.ValueTextEquals("no_link"u8) ? Field.NoLink
        : Field.Other;

    private static PackagePathType TypeOf(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Null ? PackagePathType.Other
        : reader.ValueTextEquals("hardlink"u8) ? PackagePathType.HardLink
        : reader.ValueTextEquals("softlink"u8) ? PackagePathType.SoftLink
        : reader.ValueTextEquals("directory"u8) ? PackagePathType.Directory
        : PackagePathType.Other;

    // Hexadecimal digits are never escaped by who writes JSON, though they may be.
    private static Digest? DigestOf(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped
            ? Digest.TryParseHex(reader.ValueSpan, out var plain) ? plain : null
            : Digest.TryParseHex(reader.GetString(), out var digest) ? digest : null;

    private static string Safe(string path, string source)
    {
        if (PackagePathName.IsNormal(path))
        {
            return path;
        }

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
