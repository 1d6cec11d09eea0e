using System.Text;
using System.Text.Json;
using Tare.Archives.Compression;
using Tare.Archives.Tar;
using Tare.Archives.Zip;

namespace Tare.Archives.Packages;

/// <summary>
/// Reads a conda package of either format from front to back, from a file or while it is downloaded, and takes the archive's
/// digests on the way. Entries come in the archive's order. A path that leaves the package, a device, a bomb or damage raises
/// <see cref="ArchiveException"/>; the archive is proved whole only by <see cref="Finish"/>.
/// </summary>
public sealed class PackageReader : IDisposable
{
    private const int LargestMetadata = 1 << 16;
    private readonly PackageReaderOptions _options;
    private readonly PackageInput _input;
    private readonly PeekedStream _peeked;
    private readonly ZipReader? _zip;
    private readonly HashSet<string> _members = [];
    private TarReader? _tar;
    private long _entries;
    private bool _ended;

    private PackageReader(Stream stream, string source, PackageReaderOptions? options, Func<ZipDirectory>? directory)
    {
        Source = source;
        _options = options ?? new PackageReaderOptions();
        _input = new PackageInput(stream, source, _options);
        _peeked = new PeekedStream(_input, 4);
        if (_peeked.Head.StartsWith("PK"u8))
        {
            _zip = new ZipReader(_peeked, source, directory);
            return;
        }

        Format = PackageFormat.TarBz2;
        if (_peeked.Head.IsEmpty)
        {
            throw new ArchiveException($"`{source}` is empty", "get it again");
        }

        _tar = OpenTar(_peeked, source);
    }

    /// <summary>The archive's path or URL.</summary>
    public string Source { get; }

    /// <summary>The format, told by the first bytes.</summary>
    public PackageFormat Format { get; }

    /// <summary>Opens a package file.</summary>
    public static PackageReader Open(string path, PackageReaderOptions? options = null)
    {
        // The decoders read in large pieces, so a buffer in between would only copy.
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        try
        {
            return new PackageReader(file, path, options, () => ReadDirectory(path));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a package that comes from a stream, which is disposed with the reader; <paramref name="source"/> is its URL.</summary>
    public static PackageReader Open(Stream stream, string source, PackageReaderOptions? options = null) => new(stream, source, options, null);

    /// <summary>The next entry, or null when there are no more.</summary>
    public PackageEntry? Next()
    {
        while (true)
        {
            while (_tar?.Next() is { } entry)
            {
                if (Accept(entry) is { } accepted)
                {
                    return accepted;
                }
            }

            if (_zip is null || _ended || !OpenNextPart(_zip))
            {
                _ended = true;
                return null;
            }
        }
    }

    /// <summary>The next piece of the current entry's content, valid until the next call; empty at its end.</summary>
    public ReadOnlySpan<byte> ReadChunk() => Current.ReadChunk();

    /// <summary>All of the current entry's content, for files of <c>info/</c>.</summary>
    public byte[] ReadAll() => Current.ReadAll(_options.Limits.InfoFileSize);

    /// <summary>The current entry's content as a stream, valid until <see cref="Next"/>.</summary>
    public Stream OpenContent() => Current.OpenContent();

    /// <summary>Reads on to the archive's end, and compares digests and size with what was expected.</summary>
    public PackageArchive Finish()
    {
        while (Next() is not null)
        {
        }

        if (_zip is null)
        {
            _tar!.Drain();
        }

        return _input.Finish(_entries);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _tar?.Dispose();
        _zip?.Dispose();
        _peeked.Dispose();
        _input.Dispose();
    }

    private TarReader Current => _tar ?? throw new InvalidOperationException("no entry is open");

    private static ZipDirectory ReadDirectory(string path)
    {
        using var file = File.OpenRead(path);
        return ZipDirectory.Read(file, path);
    }

    // Members may lie in a folder; what counts is the last part of the name.
    private bool OpenNextPart(ZipReader zip)
    {
        while (zip.Next() is { } member)
        {
            var name = member.Name[(member.Name.LastIndexOf('/') + 1)..];
            if (name == "metadata.json")
            {
                CheckMetadata(zip.OpenContent());
                continue;
            }

            var isPart = name.Contains(".tar.", StringComparison.Ordinal)
                && (name.StartsWith("info-", StringComparison.Ordinal) || name.StartsWith("pkg-", StringComparison.Ordinal));
            if (!isPart)
            {
                continue;
            }

            if (!_members.Add(name[..4]))
            {
                throw new ArchiveException($"`{Source}` holds two `{name[..name.IndexOf('-', StringComparison.Ordinal)]}` parts", "get it again");
            }

            _tar?.Dispose();
            _tar = OpenTar(zip.OpenContent(), $"{Source}/{name}");
            return true;
        }

        return false;
    }

    private TarReader OpenTar(Stream compressed, string source)
    {
        var stream = Decompression.Open(compressed, source, _options.Threads);
        return new TarReader(_input.Guard(stream), new TarReaderOptions { Source = source, MaximumEntries = _options.Limits.Entries });
    }

    private void CheckMetadata(Stream content)
    {
        var bytes = new byte[LargestMetadata];
        var length = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        try
        {
            using var json = JsonDocument.Parse(bytes.AsMemory(0, length));
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("conda_pkg_format_version", out var version)
                && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number != 2)
            {
                throw new ArchiveException($"`{Source}` is of package format {number}, tare reads 2", "a newer tare may read it");
            }
        }
        catch (JsonException exception)
        {
            throw new ArchiveException($"`{Source}` holds a damaged metadata.json", "get it again", exception);
        }
    }

    private PackageEntry? Accept(TarEntry entry)
    {
        if (++_entries > _options.Limits.Entries)
        {
            throw new ArchiveException($"`{Source}` holds more than {_options.Limits.Entries} entries, so it is not unpacked");
        }

        var path = PackagePathName.Normalize(entry.Path) ?? throw Hostile(entry, "lies outside the package");
        if (path.IsEmpty)
        {
            return entry.Kind == TarEntryKind.Folder ? null : throw Hostile(entry, "has no name");
        }

        if (entry.Kind is TarEntryKind.CharacterDevice or TarEntryKind.BlockDevice or TarEntryKind.Fifo)
        {
            throw Hostile(entry, "is a device or a pipe");
        }

        var target = entry.LinkTarget;
        if (entry.Kind == TarEntryKind.HardLink)
        {
            target = PackagePathName.Normalize(target) ?? throw Hostile(entry, $"is a hard link to `{entry.LinkTargetText}` outside the package");
        }

        return entry.Kind is TarEntryKind.HardLink or TarEntryKind.SymbolicLink && target.IsEmpty
            ? throw Hostile(entry, "is a link to nothing")
            : new PackageEntry
            {
                Path = path,
                Kind = entry.Kind,
                Permissions = entry.Mode & 0x1FF,
                LinkTarget = target,
                Size = entry.Size,
                ModifiedSeconds = entry.ModifiedSeconds,
            };
    }

    private ArchiveException Hostile(TarEntry entry, string what) => new(
        $"`{Source}` is not safe to unpack: `{Encoding.UTF8.GetString(entry.Path.Span).Replace('\0', ' ')}` {what}", "do not use this package");
}
