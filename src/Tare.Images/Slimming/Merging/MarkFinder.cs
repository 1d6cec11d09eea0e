using Tare.Images.FileSystem;

namespace Tare.Images.Slimming.Merging;

/// <summary>
/// Finds the whiteouts of a merged layer: what the layers below still have and the merged ones together took away. One layer
/// cannot hide a folder and hold the new one of that name under a plain whiteout, so such a folder becomes opaque.
/// </summary>
internal sealed class MarkFinder
{
    private readonly ImageTree _tree;
    private readonly bool[] _keeps;
    private readonly int _start;
    private readonly int _end;
    private readonly bool[] _below;
    private readonly Presence[] _presence;

    // What was taken away as a whole and what was emptied, each with the entry that did it.
    private readonly Dictionary<int, int> _gone = [];
    private readonly Dictionary<int, int> _emptied = [];

    private MarkFinder(ImageTree tree, bool[] keeps, int start, int end)
    {
        (_tree, _keeps, _start, _end) = (tree, keeps, start, end);
        _below = new bool[tree.Paths.Count];
        _presence = new Presence[tree.Paths.Count];
    }

    private enum Presence : byte
    {
        Absent,
        Implied,
        Folder,
        Other,
    }

    /// <summary>The marks of the layers from <paramref name="first"/> to <paramref name="last"/>, in the order of their paths.</summary>
    internal static List<LayerMark> Find(ImageTree tree, bool[] keeps, int first, int last)
    {
        var finder = new MarkFinder(tree, keeps, tree.FirstEntry(first), tree.FirstEntry(last + 1));
        finder.NoteWhatIsBelow();
        finder.NoteWhatIsHidden();
        if (finder._gone.Count + finder._emptied.Count == 0)
        {
            return [];
        }

        finder.NoteWhatIsThere();
        List<LayerMark> marks = [.. finder.Whiteouts(), .. finder.OpaqueFolders()];
        finder.RefuseLinksBehind(marks);
        marks.Sort((a, b) => tree.Paths.Compare(a.Path, b.Path));
        return marks;
    }

    // What the layers below hold under a path, whether it is still to be seen or not.
    private void NoteWhatIsBelow()
    {
        for (var number = 0; number < _start; number++)
        {
            ref var entry = ref _tree.Entry(number);
            for (var at = _keeps[number] && entry.Kind <= EntryKind.Fifo ? entry.Path : -1; at >= PathTable.Root && !_below[at]; at = _tree.Paths.Parent(at))
            {
                _below[at] = true;
            }
        }
    }

    // A whiteout, and whatever is no folder, hides all that the layers below have under its name, also when it goes again itself.
    private void NoteWhatIsHidden()
    {
        for (var number = _start; number < _end; number++)
        {
            ref var entry = ref _tree.Entry(number);
            if (entry.Kind == EntryKind.OpaqueFolder && HadContent(entry.Path))
            {
                _emptied.TryAdd(entry.Path, number);
            }
            else if (entry.Kind is <= EntryKind.Whiteout and not EntryKind.Folder && _below[entry.Path])
            {
                _gone.TryAdd(entry.Path, number);
            }
        }
    }

    private bool HadContent(int folder)
    {
        for (var child = _tree.Paths.FirstChild(folder); child >= 0; child = _tree.Paths.NextSibling(child))
        {
            if (_below[child])
            {
                return true;
            }
        }

        return false;
    }

    private void NoteWhatIsThere()
    {
        for (var number = _start; number < _end; number++)
        {
            ref var entry = ref _tree.Entry(number);
            if (!_keeps[number] || entry.Kind > EntryKind.Fifo)
            {
                continue;
            }

            // A folder that something below it had implied before its own entry came counts as implied.
            if (_presence[entry.Path] == Presence.Absent)
            {
                _presence[entry.Path] = entry.Kind == EntryKind.Folder ? Presence.Folder : Presence.Other;
            }

            for (var at = _tree.Paths.Parent(entry.Path); at >= PathTable.Root && _presence[at] == Presence.Absent; at = _tree.Paths.Parent(at))
            {
                _presence[at] = Presence.Implied;
            }
        }
    }

    private IEnumerable<LayerMark> Whiteouts()
    {
        foreach (var (path, by) in _gone)
        {
            if (IsBelowHidden(path) || _presence[path] == Presence.Other || (_presence[path] == Presence.Folder && !HadContent(path)))
            {
                continue;
            }

            yield return new LayerMark(path, _presence[path] == Presence.Folder, _presence[path] == Presence.Implied, by);
        }
    }

    private IEnumerable<LayerMark> OpaqueFolders() =>
        _emptied.Where(e => !_gone.ContainsKey(e.Key) && !IsBelowHidden(e.Key)).Select(e => new LayerMark(e.Key, IsOpaque: true, IsFirst: false, e.Value));

    private bool IsBelowHidden(int path)
    {
        for (var at = _tree.Paths.Parent(path); at >= PathTable.Root; at = _tree.Paths.Parent(at))
        {
            if (_gone.ContainsKey(at) || _emptied.ContainsKey(at))
            {
                return true;
            }
        }

        return false;
    }

    // A mark at the front takes away what a hard link of the layer may still name.
    private void RefuseLinksBehind(List<LayerMark> marks)
    {
        var fronts = marks.Where(m => m.IsFirst).Select(m => m.Path).ToArray();
        for (var number = _start; number < _end && fronts.Length > 0; number++)
        {
            ref var entry = ref _tree.Entry(number);
            if (_keeps[number] && entry.Kind == EntryKind.HardLink && entry.Attributes >= 0 && entry.Attributes < _start
                && Array.Exists(fronts, f => _tree.Paths.IsWithin(LinkedPath(number), f)))
            {
                throw new ImageException(
                    $"`{_tree.Paths.PathText(entry.Path)}` is a hard link to a file that a folder replaces in a layer above: they cannot become one layer",
                    "squash to more layers");
            }
        }
    }

    private int LinkedPath(int link) => _tree.Entry(_tree.Entry(link).Attributes).Path;
}
