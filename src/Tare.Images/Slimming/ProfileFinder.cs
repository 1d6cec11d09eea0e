using Tare.Images.FileSystem;
using Tare.Images.Inspection;

namespace Tare.Images.Slimming;

/// <summary>Finds the files that a profile trims. Only environments are trimmed, never the system around them.</summary>
internal sealed class ProfileFinder(ImageInspection inspection)
{
    private static readonly string[] DocumentFolders = ["share/doc", "share/man", "share/info", "share/gtk-doc", "man"];
    private readonly ImageTree _tree = inspection.Tree;

    /// <summary>The paths, files and whole folders, in no order.</summary>
    internal IEnumerable<int> Find(SlimProfile profile) => profile switch
    {
        SlimProfile.Docs => inspection.Environments.Roots.Where(r => r != PathTable.Root).SelectMany(Documents),
        _ => _tree.ExistingPaths().Where(p => inspection.Environments.Of(p) > PathTable.Root && IsOf(profile, p)),
    };

    private IEnumerable<int> Documents(int root)
    {
        foreach (var folder in DocumentFolders)
        {
            var path = _tree.Paths.FindDescendant(root, System.Text.Encoding.UTF8.GetBytes(folder));
            if (_tree.IsFolder(path))
            {
                yield return path;
            }
        }
    }

    private bool IsOf(SlimProfile profile, int path)
    {
        var name = _tree.Paths.Name(path);
        return profile switch
        {
            SlimProfile.Bytecode => name.EndsWith(".pyc"u8) && HasSource(path, name),
            SlimProfile.StaticLibs => (name.EndsWith(".a"u8) || name.EndsWith(".la"u8)) && !_tree.IsFolder(path),
            _ => (name.SequenceEqual("tests"u8) || name.SequenceEqual("test"u8)) && _tree.IsFolder(path) && IsInPackage(path),
        };
    }

    // A module without source is the module itself.
    private bool HasSource(int path, ReadOnlySpan<byte> name)
    {
        var folder = _tree.Paths.Parent(path);
        var isCached = _tree.Paths.Name(folder).SequenceEqual("__pycache__"u8);
        byte[] source = [.. name[..name.IndexOf((byte)'.')], .. ".py"u8];
        return _tree.Exists(_tree.Paths.Find(isCached ? _tree.Paths.Parent(folder) : folder, source));
    }

    // site-packages/NAME/…/tests, but not site-packages/tests, which would be a package of that name.
    private bool IsInPackage(int path)
    {
        for (var at = _tree.Paths.Parent(path); at > PathTable.Root; at = _tree.Paths.Parent(at))
        {
            if (_tree.Paths.Name(_tree.Paths.Parent(at)).SequenceEqual("site-packages"u8))
            {
                return true;
            }
        }

        return false;
    }
}
