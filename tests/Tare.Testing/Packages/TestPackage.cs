using System.Text;

namespace Tare.Testing.Packages;

/// <summary>A package made up in a test: its fields and its files.</summary>
public sealed record TestPackage(PackageFields Fields)
{
    /// <summary>A package with a name, and version 1.0 build 0 unless told otherwise.</summary>
    public TestPackage(string name, string version = "1.0", string build = "0")
        : this(new PackageFields(name, version, build))
    {
    }

    /// <summary>Regular files: relative path and content.</summary>
    public SortedDictionary<string, byte[]> Files { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Symbolic links: relative path and target.</summary>
    public SortedDictionary<string, string> Links { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Second names of files: relative path and the file's path.</summary>
    public SortedDictionary<string, string> HardLinks { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The same package with one more text file.</summary>
    public TestPackage With(string path, string text)
    {
        Files[path] = Encoding.UTF8.GetBytes(text);
        return this;
    }

    /// <summary>The same package with files of made-up content, each of the given size.</summary>
    public TestPackage WithFiles(int count, int size)
    {
        var random = new Random(Fields.Distribution.Sum(c => c));
        for (var i = 0; i < count; i++)
        {
            var content = new byte[size];
            random.NextBytes(content);
            Files[$"lib/{Fields.Name}/{i % 10}/file{i}.bin"] = content;
        }

        return this;
    }

    /// <summary>Writes the files and <c>info/</c> as an extracted package.</summary>
    public void WriteTo(string folder)
    {
        foreach (var (path, content) in Files)
        {
            File.WriteAllBytes(Place(folder, path), content);
            if (path.StartsWith("bin/", StringComparison.Ordinal))
            {
                File.SetUnixFileMode(Path.Combine(folder, path), (UnixFileMode)0b111_101_101);
            }
        }

        foreach (var (path, target) in Links)
        {
            File.CreateSymbolicLink(Place(folder, path), target);
        }

        foreach (var (path, file) in HardLinks)
        {
            HardLink.Create(Path.Combine(folder, file), Place(folder, path));
        }

        InfoFolder.Write(folder, Fields);
    }

    private static string Place(string folder, string path)
    {
        var full = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }
}
