using Tare.Archives.Packages;

namespace Tare.Fuzz.Archives;

/// <summary>Unpacks a package into a fresh folder and looks that nothing came to lie beside it.</summary>
internal static class PackageUnpacking
{
    internal static void Try(byte[] bytes)
    {
        var root = Directory.CreateTempSubdirectory("tare-fuzz-").FullName;
        Tare.Primitives.TareException? refusal = null;
        try
        {
            using var reader = PackageReader.Open(
                new MemoryStream(bytes), "input", new PackageReaderOptions { Threads = 1, Limits = new PackageLimits { UncompressedSize = 1 << 24, Entries = 1000 } });
            PackageExtraction.Extract(reader, Path.Combine(root, "package"));
        }
        catch (Tare.Primitives.TareException exception)
        {
            refusal = exception;
        }

        var expected = refusal is null ? 1 : 0;
        var found = Directory.GetFileSystemEntries(root);
        Remove(root);
        if (found.Length != expected)
        {
            throw new InvalidOperationException("something was left beside the package: " + string.Join(' ', found));
        }

        if (refusal is not null)
        {
            throw refusal;
        }
    }

    private static void Remove(string root)
    {
        using var parent = Tare.Primitives.Posix.FolderHandle.Open(Path.GetDirectoryName(root)!);
        Tare.Primitives.Posix.FolderTree.Remove(parent, Tare.Primitives.Posix.FolderHandle.Zero(Path.GetFileName(root)));
    }
}
