using Tare.Images.FileSystem;
using Tare.Images.Inspection;
using Tare.Images.Slimming.Merging;

namespace Tare.Images.Slimming;

/// <summary>
/// Decides what becomes of every entry of every layer. Pure. A layer is touched only when bytes leave it, when data that lost its
/// name moves into it, when it is merged with a neighbour, or when nothing but whiteouts without object would be left of it.
/// </summary>
public sealed class SlimPlanner
{
    private readonly ImageInspection _inspection;
    private readonly ImageTree _tree;
    private readonly RemovalSet _removals;
    private readonly bool _dropsShadowed;
    private readonly bool _joinsLinks;
    private readonly bool[] _touched;
    private readonly bool[] _keeps;
    private readonly bool[] _stays;
    private readonly LayerPlan[] _plans;
    private readonly LayerGroups _groups;
    private readonly Supersession _supersession;
    private readonly bool[] _unites;
    private DataHolders _holders;

    private SlimPlanner(ImageInspection inspection, SlimOptions options, LayerGroups groups)
    {
        _groups = groups;
        (_inspection, _tree) = (inspection, inspection.Tree);
        _supersession = new Supersession(_tree);
        _unites = [.. Enumerable.Range(0, _tree.Layers.Count).Select(l => groups.IsMerged(l) || _supersession.IsWithin(l))];
        _dropsShadowed = options.Categories.Contains(WasteCategory.Shadowed);
        _joinsLinks = options.Categories.Contains(WasteCategory.SplitLinks);
        _removals = RemovalSet.Of(inspection, options);
        _touched = new bool[_tree.Layers.Count];
        _keeps = new bool[_tree.EntryCount];
        _stays = new bool[_tree.EntryCount];
        _plans = [.. _tree.Layers.Select(l => new LayerPlan(l.Entries.Count))];
        _holders = new DataHolders(_tree, _keeps);
    }

    /// <summary>The plan for an image.</summary>
    public static SlimPlan Plan(ImageInspection inspection, SlimOptions options)
    {
        var layers = inspection.Tree.Layers;
        var plan = new SlimPlanner(inspection, options, LayerGroups.Alone(layers.Count)).Plan();
        if (options.SquashTo is not { } most || plan.RemainingLayers <= most)
        {
            return plan;
        }

        long[] bytes = [.. layers.Select((layer, i) => layer.ArchiveBytes - plan.Layers[i].RemovedBytes)];
        return new SlimPlanner(inspection, options, NeighbourChoice.Decide(plan.Layers, bytes, most)).Plan();
    }

    private SlimPlan Plan()
    {
        TouchLayersWithWaste();
        do
        {
            DecideEntries();
        }
        while (SettleWithUntouched());

        SettleGroups();
        return new SlimPlan(_plans, _removals, Finish());
    }

    private void TouchLayersWithWaste()
    {
        foreach (var path in _tree.ExistingPaths())
        {
            if (_tree.InodeEntry(path) is var inode and >= 0 && !_removals.Contains(path))
            {
                _stays[inode] = true;
            }
        }

        for (var layer = 0; layer < _touched.Length; layer++)
        {
            var first = _tree.FirstEntry(layer);
            _touched[layer] = _groups.IsMerged(layer);
            for (var i = 0; i < _tree.Layers[layer].Entries.Count && !_touched[layer]; i++)
            {
                var isShadowed = _inspection.Account.Names[first + i] < 0;
                _touched[layer] = (_tree.Layers[layer].Entries[i].DataBytes > 0 && !_stays[first + i] && (!isShadowed || _dropsShadowed))
                    || (_joinsLinks && HolderOf(first + i) >= 0);
            }
        }
    }

    // The file that a copy becomes a name of; both must stay under their own names.
    private int HolderOf(int number)
    {
        var holder = _inspection.Account.Split.HolderOf(number);
        return holder >= 0 && !_removals.Contains(_tree.Entry(number).Path) && !_removals.Contains(_tree.Entry(holder).Path) ? holder : -1;
    }

    // A touched layer loses its useless entries; that may take the name of data, which then moves into another layer, which is
    // touched by that. Touched layers only become more, so this ends.
    private void DecideEntries()
    {
        var changed = true;
        while (changed)
        {
            changed = false;

            // A layer that stays as it is may have names that lead through a link; without the link they would land elsewhere.
            var pinned = _tree.Detours.Where(d => !_touched[d.Layer]).Select(d => d.Link).ToHashSet();
            ForEach((layer, number, entry) => _keeps[number] = !_touched[layer] || Keeps(layer, number, entry) || pinned.Contains(number));
            _holders = new DataHolders(_tree, _keeps);
            ForEach((layer, number, entry) =>
            {
                var needed = !_keeps[number] ? -1
                    : entry.Kind != EntryKind.HardLink ? -1
                    : _holders.Decide(number, entry) switch
                    {
                        (EntryStep.Promote, _) => layer,
                        (EntryStep.Drop, var inode and >= 0) => _tree.LayerOf(inode),
                        (EntryStep.Retarget, _) => layer,
                        _ => -1,
                    };
                if (needed >= 0 && !_touched[needed])
                {
                    _touched[needed] = changed = true;
                }
            });
        }
    }

    private bool Keeps(int layer, int number, in LayerEntry entry)
    {
        // Where entries replace others of the same new layer, it has room for one entry of a name, and gets its whiteouts anew.
        if (entry.Kind > EntryKind.Fifo)
        {
            return entry.Kind != EntryKind.Ignored && !_unites[layer];
        }

        if (_unites[layer] && _supersession.RemoverBefore(number, _tree.FirstEntry(_groups.Last(layer) + 1)) >= 0)
        {
            return false;
        }

        return _tree.NameEntry(entry.Path) == number || IsFolderOfLater(number, entry.Path)
            ? !_removals.Contains(entry.Path)
            : !_dropsShadowed;
    }

    // A folder that later entries only gave other attributes.
    private bool IsFolderOfLater(int number, int path)
    {
        while (_tree.Entry(number).Kind == EntryKind.Folder && _tree.Remover[number] is var by and >= 0 && _tree.Entry(by).Path == path)
        {
            number = by;
            if (_tree.NameEntry(path) == number)
            {
                return _tree.Entry(number).Kind == EntryKind.Folder;
            }
        }

        return false;
    }

    // A layer without waste stays as it is, with the empty files, links and folders that it has in caches. Where a later layer has
    // such a name too, taking it from there would bring the old one back: it stays, unless data hangs on it that must go.
    private bool SettleWithUntouched()
    {
        var changed = false;
        var wasTouched = _touched.ToArray();
        ForEach((layer, number, entry) =>
        {
            if (_keeps[number] && entry.Kind <= EntryKind.Fifo && _removals.Contains(entry.Path))
            {
                changed = true;
                var inode = _tree.InodeEntry(entry.Path);
                if (!wasTouched[layer] && inode >= 0 && _tree.Entry(inode).DataBytes > 0 && !_stays[inode])
                {
                    _touched[layer] = true;
                }
                else if (wasTouched[layer] || !_touched[layer])
                {
                    _removals.Restore(entry.Path);
                }
            }
        });
        return changed;
    }

    private void SettleGroups()
    {
        var folders = new FolderFolding(_tree, _keeps, _touched, _plans);
        var whiteouts = new WhiteoutUse(_tree, _keeps);
        for (var layer = 0; layer < _touched.Length; layer++)
        {
            var (first, last) = (layer, _groups.Last(layer));
            if (_unites[layer] && _touched[layer])
            {
                folders.Unite(first, last);
                _plans[last].Marks = MarkFinder.Find(_tree, _keeps, first, last);
            }

            SettleGroup(first, last, folders, whiteouts);
            for (; layer < last; layer++)
            {
                _plans[layer].MergedInto = _plans[layer].Action == LayerAction.Drop ? null : last;
                whiteouts.Pass(layer);
            }

            whiteouts.Pass(last);
        }
    }

    private void SettleGroup(int first, int last, FolderFolding folders, WhiteoutUse whiteouts)
    {
        var (useless, rest) = WhatIsLeft(first, last, whiteouts);
        var vanishes = rest is not null && _plans[last].Marks.Count == 0 && (_touched[first] || useless.Exists(whiteouts.WasUseful)) && folders.TryFold(rest, _tree.FirstEntry(first));
        if (vanishes)
        {
            _touched[first] = true;
            useless.AddRange(rest!);
        }

        foreach (var number in _touched[first] ? useless : [])
        {
            _keeps[number] = false;
        }

        for (var layer = first; layer <= last; layer++)
        {
            _plans[layer].Action = vanishes ? LayerAction.Drop : layer < last ? LayerAction.Merge : _touched[layer] ? LayerAction.Rewrite : LayerAction.Keep;
        }
    }

    // The whiteouts that hide nothing, and the folders beside them; null where anything else is left.
    private (List<int> Useless, List<int>? Folders) WhatIsLeft(int first, int last, WhiteoutUse whiteouts)
    {
        List<int> useless = [];
        List<int>? folders = [];
        for (var number = _tree.FirstEntry(first); number < _tree.FirstEntry(last + 1); number++)
        {
            if (!_keeps[number])
            {
                continue;
            }

            if (whiteouts.IsUseless(number))
            {
                useless.Add(number);
            }
            else if (_tree.Entry(number).Kind == EntryKind.Folder)
            {
                folders?.Add(number);
            }
            else if (_tree.Entry(number).Kind != EntryKind.Ignored)
            {
                folders = null;
            }
        }

        return (useless, folders);
    }

    private Dictionary<string, long> Finish()
    {
        var reasons = new SortedDictionary<string, long>(StringComparer.Ordinal);
        ForEach((layer, number, entry) =>
        {
            if (!_touched[layer])
            {
                return;
            }

            var plan = _plans[layer];
            var index = number - _tree.FirstEntry(layer);
            if (_keeps[number])
            {
                if (entry.Kind == EntryKind.HardLink)
                {
                    var (step, source) = _holders.Decide(number, entry);
                    plan.Set(index, step != EntryStep.Drop || source < 0 ? step : throw new ImageException(
                        $"`{_tree.Paths.PathText(entry.Path)}` is a hard link to a name that goes", "slim without --keep shadowed"), source);
                }
                else if (_joinsLinks && HolderOf(number) is var holder and >= 0)
                {
                    plan.Set(index, EntryStep.Link, holder);
                    plan.LinkHolders.Add(holder - _tree.FirstEntry(layer));
                    plan.RemovedBytes += entry.Size;
                    var links = WasteCategory.SplitLinks.Name();
                    reasons[links] = reasons.GetValueOrDefault(links) + entry.Size;
                }

                return;
            }

            var movesOn = entry.IsInode && _holders.HolderOf(number) >= 0;
            plan.Set(index, movesOn ? EntryStep.SetAside : EntryStep.Drop);
            plan.RemovedEntries++;
            if (!movesOn && entry.DataBytes > 0)
            {
                plan.RemovedBytes += entry.Size;
                var reason = Reason(number);
                reasons[reason] = reasons.GetValueOrDefault(reason) + entry.Size;
            }
        });
        return new Dictionary<string, long>(reasons, StringComparer.Ordinal);
    }

    private string Reason(int inode) =>
        _inspection.Account.Names[inode] is var name and >= 0 ? _removals.Reason(name) ?? WasteCategory.Shadowed.Name() : WasteCategory.Shadowed.Name();

    private void ForEach(Action<int, int, LayerEntry> visit)
    {
        for (var layer = 0; layer < _tree.Layers.Count; layer++)
        {
            for (var i = 0; i < _tree.Layers[layer].Entries.Count; i++)
            {
                visit(layer, _tree.FirstEntry(layer) + i, _tree.Layers[layer].Entries[i]);
            }
        }
    }
}
