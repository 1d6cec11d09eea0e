using System.Text;
using Tare.Images.FileSystem;

namespace Tare.Images.Inspection;

/// <summary>Reads the list of files of an installed wheel: <c>NAME-VERSION.dist-info/RECORD</c> (packaging.python.org, recorded installations).</summary>
internal static class PythonRecordReader
{
    /// <summary>The package whose RECORD is at <paramref name="record"/>.</summary>
    internal static InstalledPackage? Read(ReadOnlySpan<byte> csv, int record, PathTable paths)
    {
        var folder = paths.Parent(record);
        var title = Encoding.UTF8.GetString(paths.Name(folder));
        title = title[..^".dist-info".Length];
        var dash = title.LastIndexOf('-');
        if (dash <= 0)
        {
            return null;
        }

        var site = paths.Parent(folder);
        var files = new List<int>();
        foreach (var range in csv.Split((byte)'\n'))
        {
            if (PathOf(csv[range], site, paths) is var path and > 0)
            {
                files.Add(path);
            }
        }

        return new InstalledPackage
        {
            Kind = PackageKind.Python,
            Name = title[..dash].Replace('_', '-'),
            Version = title[(dash + 1)..],
            Channel = "pypi",
            Environment = EnvironmentOf(site, paths),
            Files = [.. files],
        };
    }

    // A line is path,hash,size; a path with a comma is quoted. Paths may climb: ../../../bin/tool.
    private static int PathOf(ReadOnlySpan<byte> line, int folder, PathTable paths)
    {
        line = line.TrimEnd((byte)'\r');
        var quoted = line.StartsWith("\""u8);
        line = quoted ? line[1..] : line;
        var end = line.IndexOf(quoted ? "\","u8 : ","u8);
        if (end <= 0 || end > 4096)
        {
            return -1;
        }

        line = line[..end];
        foreach (var range in line.Split((byte)'/'))
        {
            var segment = line[range];
            if (segment.IsEmpty || segment.SequenceEqual("."u8))
            {
                continue;
            }

            folder = segment.SequenceEqual(".."u8) ? Math.Max(paths.Parent(folder), PathTable.Root) : paths.Child(folder, segment);
        }

        return folder;
    }

    // PREFIX/lib/python3.12/site-packages, PREFIX/lib/python3/dist-packages, PREFIX/local/lib/...; anything else is its own environment.
    private static int EnvironmentOf(int site, PathTable paths)
    {
        var python = paths.Parent(site);
        var lib = python > 0 ? paths.Parent(python) : -1;
        return lib > 0 && paths.Name(python).StartsWith("python"u8) && paths.Name(lib).StartsWith("lib"u8) ? paths.Parent(lib) : site;
    }
}
