using System.Runtime.InteropServices;
using Tare.Images.FileSystem;

namespace Tare.Images.Inspection;

/// <summary>
/// Where the bytes of an image are: every regular file's data, of every layer, in exactly one cell. An inode is charged to a
/// cache only when every name it still has lies in caches.
/// </summary>
public sealed class ByteAccount
{
    private readonly ImageTree _tree;
    private readonly CacheMap _caches;
    private readonly PackageOwners _owners;
    private readonly EnvironmentMap _environments;
    private readonly Dictionary<AccountCell, AccountSum> _cells = [];
    private readonly int[] _name;
    private SplitLinks _split = SplitLinks.None;

    private ByteAccount(ImageTree tree, CacheMap caches, PackageOwners owners, EnvironmentMap environments)
    {
        (_tree, _caches, _owners, _environments) = (tree, caches, owners, environments);
        _name = new int[tree.EntryCount];
        _name.AsSpan().Fill(-1);
    }

    /// <summary>The cells.</summary>
    public IReadOnlyDictionary<AccountCell, AccountSum> Cells => _cells;

    /// <summary>Bytes of file data in all layers.</summary>
    public long Total => _cells.Values.Sum(s => s.Bytes);

    /// <summary>Bytes that are waste.</summary>
    public long Waste => _cells.Where(c => c.Key.Category != WasteCategory.None).Sum(c => c.Value.Bytes);

    /// <summary>By entry: the name that the inode is accounted under, or -1 where no name reaches it.</summary>
    internal ReadOnlySpan<int> Names => _name;

    /// <summary>The copies that could be one file again.</summary>
    public SplitLinks Split => _split;

    internal static ByteAccount Of(ImageTree tree, CacheMap caches, PackageOwners owners, EnvironmentMap environments)
    {
        var account = new ByteAccount(tree, caches, owners, environments);
        account.NameInodes();
        account._split = SplitLinks.Of(tree, account.IsKeptUnderItsName);
        account.Fill();
        return account;
    }

    /// <summary>Why the data of an entry is waste, or that it is not.</summary>
    public WasteCategory CategoryOf(int entry) =>
        _name[entry] < 0 ? WasteCategory.Shadowed : _split.HolderOf(entry) >= 0 ? WasteCategory.SplitLinks : _caches[_name[entry]];

    private bool IsKeptUnderItsName(int entry) =>
        _name[entry] >= 0 && _caches[_name[entry]] == WasteCategory.None && _tree.NameEntry(_tree.Entry(entry).Path) == entry;

    private void NameInodes()
    {
        foreach (var path in _tree.ExistingPaths())
        {
            var inode = _tree.InodeEntry(path);
            if (inode >= 0 && (_name[inode] < 0 || IsBetter(path, _name[inode])))
            {
                _name[inode] = path;
            }
        }
    }

    // A name outside caches, then one that a package owns, then the first.
    private bool IsBetter(int path, int other)
    {
        var (cached, otherCached) = (_caches[path] != WasteCategory.None, _caches[other] != WasteCategory.None);
        if (cached != otherCached)
        {
            return otherCached;
        }

        var (owned, otherOwned) = (_owners[path] >= 0, _owners[other] >= 0);
        return owned != otherOwned ? owned : _tree.Paths.Compare(path, other) < 0;
    }

    private void Fill()
    {
        for (var layer = 0; layer < _tree.Layers.Count; layer++)
        {
            var entries = _tree.Layers[layer].Entries;
            for (var i = 0; i < entries.Count; i++)
            {
                ref var entry = ref entries[i];
                if (entry.Kind == EntryKind.File)
                {
                    ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_cells, CellOf(layer, _tree.FirstEntry(layer) + i, entry), out _);
                    sum += new AccountSum(entry.Size, 1, entry.CompressedCost);
                }
            }
        }
    }

    private AccountCell CellOf(int layer, int number, in LayerEntry entry)
    {
        var name = _name[number];
        var path = name < 0 ? entry.Path : name;
        var package = _owners[path];
        var environment = package >= 0 ? _owners.All[package].Environment : _environments.Of(path);
        if (name >= 0)
        {
            return new AccountCell(layer, CategoryOf(number), _caches[name], ShadowReason.None, -1, package, environment);
        }

        var remover = _tree.Remover[number];
        return new AccountCell(
            layer, WasteCategory.Shadowed, _caches[path], ReasonOf(entry, remover), remover < 0 ? -1 : _tree.LayerOf(remover), package, environment);
    }

    // A chown or chmod keeps size and time of what it copies up.
    private ShadowReason ReasonOf(in LayerEntry entry, int remover)
    {
        if (remover < 0)
        {
            return ShadowReason.Deleted;
        }

        ref var by = ref _tree.Entry(remover);
        return by.Kind is EntryKind.Whiteout or EntryKind.OpaqueFolder ? ShadowReason.Deleted
            : by.Kind == EntryKind.File && by.Path == entry.Path && by.Size == entry.Size && by.ModifiedSeconds == entry.ModifiedSeconds
                ? ShadowReason.AttributesChanged
                : ShadowReason.Replaced;
    }
}
