using Tare.Images.FileSystem;

namespace Tare.Images.Inspection;

/// <summary>
/// Finds compiled modules in <c>__pycache__</c> whose source is gone. Python ignores them (PEP 3147), unlike a <c>.pyc</c> that
/// lies in the place of its source.
/// </summary>
internal sealed class OrphanFinder(ImageTree tree, CacheMap map)
{
    internal void Mark()
    {
        var folderName = tree.Paths.Names.Find("__pycache__"u8);
        for (var path = 1; path < tree.Paths.Count && folderName > 0; path++)
        {
            if (tree.Paths.NameId(path) == folderName && tree.Exists(path))
            {
                MarkIn(path);
            }
        }
    }

    private void MarkIn(int folder)
    {
        Span<byte> source = stackalloc byte[4096];
        for (var child = tree.Paths.FirstChild(folder); child >= 0; child = tree.Paths.NextSibling(child))
        {
            var name = tree.Paths.Name(child);
            var dot = name.IndexOf((byte)'.');
            if (!tree.Exists(child) || !name.EndsWith(".pyc"u8) || dot <= 0 || dot > 4000)
            {
                continue;
            }

            name[..dot].CopyTo(source);
            ".py"u8.CopyTo(source[dot..]);
            if (!tree.Exists(tree.Paths.Find(tree.Paths.Parent(folder), source[..(dot + 3)])))
            {
                map.Mark(child, WasteCategory.BytecodeOrphans);
            }
        }
    }
}
