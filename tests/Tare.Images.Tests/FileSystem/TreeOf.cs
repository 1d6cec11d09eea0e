using System.Text;
using Tare.Images.FileSystem;

namespace Tare.Images.Tests.FileSystem;

/// <summary>Stacks layers that are written as lines: <c>bin/</c> folder, <c>a 100</c> file, <c>a => b</c> hard link, <c>a -> b</c> symbolic link.</summary>
internal static class TreeOf
{
    internal static ImageTree Layers(params string[][] layers)
    {
        var paths = new PathTable();
        var contents = layers.Select(lines => Layer(paths, lines)).ToArray();
        return LayerStack.Build(paths, contents);
    }

    internal static LayerContents Layer(PathTable paths, IEnumerable<string> lines)
    {
        var contents = new LayerContents(paths);
        foreach (var line in lines)
        {
            Add(contents, line);
        }

        return contents;
    }

    /// <summary>The final tree as lines, in order: <c>/a 100</c>, <c>/bin/</c>, <c>/l -> t</c>; names of one inode as <c>/b = /a</c>.</summary>
    internal static string[] Lines(this ImageTree tree)
    {
        var lines = new List<string>();
        var first = new Dictionary<int, string>();
        Walk(tree, PathTable.Root, lines, first);
        return [.. lines];
    }

    internal static int At(this ImageTree tree, string path) => tree.Paths.FindDescendant(PathTable.Root, Encoding.UTF8.GetBytes(path));

    private static void Walk(ImageTree tree, int folder, List<string> lines, Dictionary<int, string> first)
    {
        foreach (var child in tree.Children(folder))
        {
            var name = tree.Paths.PathText(child);
            if (tree.IsFolder(child))
            {
                lines.Add(name + "/");
                Walk(tree, child, lines, first);
                continue;
            }

            var inode = tree.InodeEntry(child);
            ref var entry = ref tree.Entry(inode);
            lines.Add(!first.TryAdd(inode, name) ? $"{name} = {first[inode]}"
                : entry.Kind == EntryKind.SymbolicLink ? $"{name} -> {Encoding.UTF8.GetString(tree.Paths.Names[entry.Target])}"
                : $"{name} {entry.Size}");
        }
    }

    private static void Add(LayerContents contents, string line)
    {
        if (line.Split(" => ") is [var link, var target])
        {
            contents.Add(Encoding.UTF8.GetBytes(link), new LayerEntry { Kind = EntryKind.HardLink }, Encoding.UTF8.GetBytes(target));
        }
        else if (line.Split(" -> ") is [var symbolic, var text])
        {
            contents.Add(Encoding.UTF8.GetBytes(symbolic), new LayerEntry { Kind = EntryKind.SymbolicLink }, Encoding.UTF8.GetBytes(text));
        }
        else if (line.EndsWith('/'))
        {
            contents.Add(Encoding.UTF8.GetBytes(line), new LayerEntry { Kind = EntryKind.Folder });
        }
        else
        {
            var parts = line.Split(' ');
            var size = parts.Length > 1 ? long.Parse(parts[1]) : 0;
            contents.Add(Encoding.UTF8.GetBytes(parts[0]), new LayerEntry { Kind = EntryKind.File, Size = size });
        }
    }
}
