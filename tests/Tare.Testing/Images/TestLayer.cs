using System.IO.Compression;
using System.Text;
using Tare.Archives.Tar;

namespace Tare.Testing.Images;

/// <summary>A layer that is written entry by entry, so that every corner of the format can be reached.</summary>
public sealed class TestLayer
{
    private readonly List<(TarEntry Entry, byte[] Content)> _entries = [];

    /// <summary>What the history says made it.</summary>
    public string CreatedBy { get; init; } = "RUN true";

    /// <summary>Owner of the entries that follow.</summary>
    public int Uid { get; set; }

    /// <summary>Time of the entries that follow, in seconds since 1970.</summary>
    public long Modified { get; set; } = 1_700_000_000;

    /// <summary>A folder.</summary>
    public TestLayer Folder(string path, int mode = 0x1ED) => Add(Entry(path + "/", TarEntryKind.Folder) with { Mode = mode });

    /// <summary>A file of a number of bytes that look random and depend on path and size alone.</summary>
    public TestLayer File(string path, int size, string? seed = null)
    {
        var content = new byte[size];
        new Random(Seed((seed ?? path) + size)).NextBytes(content);
        return File(path, content);
    }

    /// <summary>A file with this text.</summary>
    public TestLayer Text(string path, string text) => File(path, Encoding.UTF8.GetBytes(text));

    /// <summary>A file with these bytes.</summary>
    public TestLayer File(string path, byte[] content) => Add(Entry(path, TarEntryKind.File) with { Size = content.Length }, content);

    /// <summary>One more name of a file.</summary>
    public TestLayer HardLink(string path, string target) => Add(Entry(path, TarEntryKind.HardLink) with { LinkTarget = Encoding.UTF8.GetBytes(target) });

    /// <summary>A symbolic link.</summary>
    public TestLayer Link(string path, string target) => Add(Entry(path, TarEntryKind.SymbolicLink) with { LinkTarget = Encoding.UTF8.GetBytes(target) });

    /// <summary>Hides a path of the layers below.</summary>
    public TestLayer Whiteout(string path)
    {
        var slash = path.LastIndexOf('/') + 1;
        return Add(Entry(path[..slash] + ".wh." + path[slash..], TarEntryKind.File));
    }

    /// <summary>Hides what the layers below have in a folder.</summary>
    public TestLayer Opaque(string folder) => Add(Entry(folder + "/.wh..wh..opq", TarEntryKind.File));

    /// <summary>Any entry.</summary>
    public TestLayer Add(TarEntry entry, byte[]? content = null)
    {
        _entries.Add((entry, content ?? []));
        return this;
    }

    /// <summary>A conda record with the files of a package in an environment, and the files themselves, where sizes are given.</summary>
    public TestLayer CondaRecord(string prefix, string dist, string channel, params string[] files)
    {
        var build = dist.LastIndexOf('-');
        var version = dist.LastIndexOf('-', build - 1);
        var list = string.Join(", ", files.Select(f => $"\"{f}\""));
        return Text($"{prefix}/conda-meta/{dist}.json", $$"""
            {"name": "{{dist[..version]}}", "version": "{{dist[(version + 1)..build]}}", "build": "{{dist[(build + 1)..]}}",
             "channel": "{{channel}}", "files": [{{list}}], "link": {"type": 1} }
            """);
    }

    /// <summary>The uncompressed archive.</summary>
    public byte[] Tar()
    {
        using var buffer = new MemoryStream();
        using (var writer = new TarWriter(buffer, leaveOpen: true))
        {
            foreach (var (entry, content) in _entries)
            {
                writer.Write(entry, content);
            }

            writer.Finish();
        }

        return buffer.ToArray();
    }

    /// <summary>The archive in gzip.</summary>
    public static byte[] Gzip(byte[] tar)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(tar);
        }

        return buffer.ToArray();
    }

    private TarEntry Entry(string path, TarEntryKind kind) => new()
    {
        Path = Encoding.UTF8.GetBytes(path),
        Kind = kind,
        Uid = Uid,
        ModifiedSeconds = Modified,
        Mode = kind == TarEntryKind.SymbolicLink ? 0x1FF : 0x1A4,
    };

    private static int Seed(string text)
    {
        var seed = 17;
        foreach (var letter in text)
        {
            seed = unchecked((seed * 31) + letter);
        }

        return seed;
    }
}
