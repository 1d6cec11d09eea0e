using System.Text;
using System.Text.Json;
using Tare.Cli.Terminals;
using Tare.Images;
using Tare.Images.FileSystem;
using Tare.Images.Inspection;

namespace Tare.Cli.Views.Image;

/// <summary>The files of an image, one a line: mode, owner, bytes, layer, package, path.</summary>
internal sealed class FileListView(Terminal terminal, ImageInspection inspection)
{
    private readonly ImageTree _tree = inspection.Tree;

    internal void Write(string path, bool json)
    {
        var plain = path.Trim('/');
        var start = plain.Length == 0 ? PathTable.Root : _tree.Paths.FindDescendant(PathTable.Root, Encoding.UTF8.GetBytes(plain));
        if (!_tree.Exists(start))
        {
            throw new ImageException($"the image has no `{path}`", "list its folders with `tare image ls IMAGE`");
        }

        if (!json)
        {
            Walk(start, WriteLine);
            return;
        }

        JsonText.Write(terminal.Output, writer =>
        {
            writer.WriteStartArray();
            Walk(start, file => WriteJson(writer, file));
            writer.WriteEndArray();
        });
    }

    private void Walk(int path, Action<int> visit)
    {
        if (!_tree.IsFolder(path))
        {
            visit(path);
            return;
        }

        foreach (var child in _tree.Children(path))
        {
            Walk(child, visit);
        }
    }

    private void WriteLine(int path)
    {
        var number = _tree.InodeEntry(path);
        ref var entry = ref _tree.Entry(number);
        var link = entry.Kind == EntryKind.SymbolicLink ? " -> " + Encoding.UTF8.GetString(_tree.Paths.Names[entry.Target]) : "";
        var size = entry.Kind == EntryKind.File ? entry.Size : 0;
        terminal.Output.WriteLine(
            $"{Mode(entry)} {$"{entry.Uid}:{entry.Gid}",-9} {size,12} {$"#{_tree.LayerOf(number) + 1}",4}  {PlainText.Cell(Package(path), 28)}  {PlainText.Safe(_tree.Paths.PathText(path) + link)}");
    }

    private void WriteJson(Utf8JsonWriter writer, int path)
    {
        var number = _tree.InodeEntry(path);
        ref var entry = ref _tree.Entry(number);
        writer.WriteStartObject();
        writer.WriteString("path", _tree.Paths.PathText(path));
        writer.WriteString("type", entry.Kind.ToString());
        writer.WriteNumber("bytes", entry.Kind == EntryKind.File ? entry.Size : 0);
        writer.WriteNumber("layer", _tree.LayerOf(number));
        writer.WriteString("package", Package(path));
        writer.WriteString("waste", inspection.Account.CategoryOf(number) is var category and not WasteCategory.None ? category.Name() : null);
        writer.WriteEndObject();
    }

    private string Package(int path) => inspection.Owners[path] is var owner and >= 0 ? inspection.Owners.All[owner].ToString() : "";

    private static string Mode(in LayerEntry entry)
    {
        var kind = entry.Kind switch
        {
            EntryKind.SymbolicLink => 'l',
            EntryKind.CharacterDevice => 'c',
            EntryKind.BlockDevice => 'b',
            EntryKind.Fifo => 'p',
            _ => '-',
        };
        return kind + Convert.ToString(entry.Permissions, 8).PadLeft(4, '0');
    }
}
