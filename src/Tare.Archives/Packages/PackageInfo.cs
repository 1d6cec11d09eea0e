using System.Text;
using Tare.Archives.Compression;
using Tare.Archives.Tar;
using Tare.Archives.Zip;

namespace Tare.Archives.Packages;

/// <summary>The files of a package's <c>info</c> folder, read without unpacking the rest.</summary>
public sealed class PackageInfo
{
    private readonly Dictionary<string, byte[]> _files = [];

    private PackageInfo(string source, PackageFormat format) => (Source, Format) = (source, format);

    /// <summary>The package's path.</summary>
    public string Source { get; }

    /// <summary>The package's format.</summary>
    public PackageFormat Format { get; }

    /// <summary>Content by path: <c>index.json</c>, <c>recipe/meta.yaml</c>.</summary>
    public IReadOnlyDictionary<string, byte[]> Files => _files;

    /// <summary>
    /// Reads the info folder. With names given (<c>index.json</c>), reading ends as soon as all of them are found, which for a
    /// .tar.bz2 saves most of the work.
    /// </summary>
    public static PackageInfo Read(string path, params ReadOnlySpan<string> names)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024);
        Span<byte> head = stackalloc byte[2];
        var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return head[..length].SequenceEqual("PK"u8) ? ReadConda(file, path, names) : ReadEntries(file, path, names);
    }

    /// <summary>The bytes of a file, or null.</summary>
    public byte[]? Find(string name) => _files.GetValueOrDefault(name);

    /// <summary>The bytes of a file; <see cref="ArchiveException"/> where the package has none of that name.</summary>
    public byte[] Get(string name) => Find(name)
        ?? throw new ArchiveException($"`{Source}` has no info/{name}", name == "index.json" ? "it is not a conda package" : $"it has {string.Join(", ", _files.Keys.Order(StringComparer.Ordinal))}");

    /// <summary>The package's paths, from whichever list it has; null where it has none.</summary>
    public IReadOnlyList<PackagePath>? ReadPaths() => Paths(_files.GetValueOrDefault, Source);

    internal static IReadOnlyList<PackagePath>? Paths(Func<string, byte[]?> find, string source)
    {
        if (find("paths.json") is { } json)
        {
            return PackagePaths.Parse(json, source);
        }

        return find("files") is { } files ? PackagePaths.ParseLegacy(files, find("has_prefix"), find("no_link"), source) : null;
    }

    private static PackageInfo ReadConda(FileStream file, string path, ReadOnlySpan<string> names)
    {
        var member = ZipDirectory.Read(file, path).Members.FirstOrDefault(
            m => Path.GetFileName(m.Name) is var n && n.StartsWith("info-", StringComparison.Ordinal) && n.Contains(".tar.", StringComparison.Ordinal))
            ?? throw new ArchiveException($"`{path}` has no info part", "it is not a conda package");
        var limits = new PackageLimits();
        using var content = Decompression.Open(ZipDirectory.OpenMember(file, member, path), $"{path}/{member.Name}", threads: 1);
        using var tar = new TarReader(content, new TarReaderOptions { Source = path, MaximumEntries = limits.Entries });
        var info = new PackageInfo(path, PackageFormat.Conda);
        while (tar.Next() is { } entry)
        {
            if (entry.Kind == TarEntryKind.File && PackagePathName.Normalize(entry.Path) is { } name && info.Take(name.Span, names, () => tar.ReadAll(limits.InfoFileSize)))
            {
                break;
            }
        }

        return info;
    }

    private static PackageInfo ReadEntries(FileStream file, string path, ReadOnlySpan<string> names)
    {
        using var reader = PackageReader.Open(file, path);
        var info = new PackageInfo(path, reader.Format);
        while (reader.Next() is { } entry)
        {
            if (entry.Kind == TarEntryKind.File && entry.IsInfo && info.Take(entry.Path.Span, names, reader.ReadAll))
            {
                break;
            }
        }

        return info;
    }

    // True when nothing more is wanted.
    private bool Take(ReadOnlySpan<byte> path, ReadOnlySpan<string> names, Func<byte[]> content)
    {
        if (!path.StartsWith("info/"u8))
        {
            return false;
        }

        var name = Encoding.UTF8.GetString(path["info/"u8.Length..]);
        if (names.IsEmpty || names.Contains(name))
        {
            _files[name] = content();
        }

        return !names.IsEmpty && _files.Count == names.Length;
    }
}
