using System.Security.Cryptography;
using Tare.Archives.Packages;
using Tare.Archives.Tar;
using Tare.Conda.Linking;
using Tare.Conda.Prefixes;
using Tare.Conda.Transactions;
using Tare.Primitives.Hashing;

namespace Tare.Images.Building;

/// <summary>
/// Writes one package as it looks installed: straight from its archive, in the archive's order, with the prefix put in, commands made and
/// the record of the environment at the end. Nothing but files that hold the prefix is ever in memory.
/// </summary>
internal sealed class PackageLayerWriter(PackageContent package, LayerTar tar, LayerOptions options)
{
    private const int OthersWrite = 0x12;

    // Files with the prefix in them are changed in memory up to this size, and piece by piece beyond it.
    private const int LargeFile = 1 << 24;
    private readonly Dictionary<string, LinkItem> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PrefixPath> _described = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (LinkItem Item, string Place)> _written = new(StringComparer.Ordinal);
    private readonly LayerExtract _extract = new();

    /// <summary>The folder that gets the archive and the unpacked package as conda's cache has them, or null for none.</summary>
    internal string? PackageCache { get; init; }

    /// <summary>Writes the modules of a noarch package compiled, or null.</summary>
    internal CompiledModules? Modules { get; init; }

    /// <summary>Writes the package into the layer; <see cref="ImageException"/> for a package that is not what its list says.</summary>
    internal LayerExtract Write(CancellationToken stop)
    {
        var cache = PackageCache is { } folder ? new PackageCacheWriter(package, tar, folder) : null;
        foreach (var item in package.Plan.Items.Where(i => i.Kind != LinkKind.EntryPoint))
        {
            _items.TryAdd(item.Source, item);
        }

        cache?.WriteArchive();
        using (var reader = PackageReader.Open(package.Archive, new PackageReaderOptions { Sha256 = package.Sha256, Size = package.Record.Size }))
        {
            while (reader.Next() is { } entry)
            {
                stop.ThrowIfCancellationRequested();
                Take(reader, entry, cache);
            }

            reader.Finish();
        }

        if (_items.Values.FirstOrDefault(i => i.Kind != LinkKind.Folder) is { } missing)
        {
            throw new ImageException($"`{package.Archive}` lacks `{missing.Source}`, which its list of files names", "the package is damaged or badly built");
        }

        foreach (var item in _items.Values)
        {
            Place(item, i => tar.Folder(PlaceOf(i)));
        }

        WriteEntryPoints();
        Modules?.Finish();
        WriteRecord();
        return _extract;
    }

    private void Take(PackageReader reader, PackageEntry entry, PackageCacheWriter? cache)
    {
        var known = !entry.IsInfo && _items.Remove(entry.PathText, out var found) ? found : null;
        if (cache is not null)
        {
            var module = known is { Kind: not LinkKind.Rewrite } && entry.Kind == TarEntryKind.File && IsModule(known) ? RawContent.ReadAll(reader, entry) : null;
            cache.Write(entry, reader, module);
            if (known is not null)
            {
                if (module is not null)
                {
                    Modules!.Take(known.Target, module, entry.ModifiedSeconds);
                }

                TakeFromCache(known, entry, cache);
            }
        }
        else if (known is not null && !IsTrimmed(known, entry.Size))
        {
            Place(known, i => Write(i, entry, reader));
        }
    }

    private void Write(LinkItem item, PackageEntry entry, PackageReader reader)
    {
        var place = PlaceOf(item);
        switch (entry.Kind)
        {
            case TarEntryKind.Folder:
                tar.Folder(place);
                return;
            case TarEntryKind.SymbolicLink:
                tar.SymbolicLink(place, entry.LinkTarget, entry.ModifiedSeconds);
                return;
            case TarEntryKind.HardLink when _written.TryGetValue(entry.LinkTargetText, out var first) && IsSameContent(item, first.Item):
                _described[item.Target] = item.Describe() with { Sha256InPrefix = _described.GetValueOrDefault(first.Item.Target)?.Sha256InPrefix ?? item.Path?.Sha256?.Hex };
                tar.HardLink(place, first.Place, Mode(entry), entry.ModifiedSeconds);
                break;
            case TarEntryKind.HardLink:
                WriteContent(item, entry, RawContent.Read(package.Archive, entry.LinkTarget));
                break;
            case TarEntryKind.File when IsLarge(item, entry):
                WriteLarge(item, entry, reader.OpenContent());
                break;
            case TarEntryKind.File when item.Kind == LinkKind.Rewrite || IsActivation(item.Target) || IsModule(item):
                WriteContent(item, entry, RawContent.ReadAll(reader, entry));
                break;
            default:
                tar.File(place, Mode(entry), entry.ModifiedSeconds, (entry.Size, reader.OpenContent()));
                break;
        }

        _written[entry.PathText] = (item, place);
    }

    private void WriteContent(LinkItem item, PackageEntry entry, byte[] content)
    {
        var written = Rewritten(item, content);
        if (IsActivation(item.Target))
        {
            _extract.ActivationFiles[item.Target] = written;
        }

        if (IsModule(item))
        {
            Modules!.Take(item.Target, written, entry.ModifiedSeconds);
        }

        tar.File(PlaceOf(item), Mode(entry), entry.ModifiedSeconds, written);
    }

    private static bool IsLarge(LinkItem item, PackageEntry entry) => item.Kind == LinkKind.Rewrite && entry.Kind == TarEntryKind.File && entry.Size > LargeFile;

    private void WriteLarge(LinkItem item, PackageEntry entry, Stream content)
    {
        var path = item.Path!;
        using var replaced = new PrefixStream(content, path.PrefixPlaceholder!, path.IsBinary, new PrefixTarget(tar.Root.Path, item.Source));
        using var hashed = new HashingStream(replaced, HashAlgorithmName.SHA256);
        if (path.IsBinary)
        {
            tar.File(PlaceOf(item), Mode(entry), entry.ModifiedSeconds, (entry.Size, hashed));
        }
        else
        {
            // The length of text changes, and stands before the text in a tar.
            using var spool = new FileStream(Path.Join(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            hashed.CopyTo(spool);
            spool.Position = 0;
            tar.File(PlaceOf(item), Mode(entry), entry.ModifiedSeconds, (spool.Length, spool));
        }

        _described[item.Target] = item.Describe() with { Sha256InPrefix = hashed.Hex, Size = path.Size ?? entry.Size };
    }

    private bool IsModule(LinkItem item) => Modules is not null && package.Python!.IsModule(item.Target);

    // What conda's linker does: a second name of the cache's file, unless the prefix stands in it.
    private void TakeFromCache(LinkItem item, PackageEntry entry, PackageCacheWriter cache) => Place(item, i =>
    {
        if (entry.Kind == TarEntryKind.Folder)
        {
            tar.Folder(PlaceOf(i));
        }
        else if (entry.Kind == TarEntryKind.SymbolicLink)
        {
            tar.SymbolicLink(PlaceOf(i), entry.LinkTarget, entry.ModifiedSeconds);
        }
        else if (IsLarge(i, entry))
        {
            using var again = RawContent.Open(package.Archive, entry.Path);
            WriteLarge(i, entry, again.OpenContent());
        }
        else if (i.Kind == LinkKind.Rewrite || IsActivation(i.Target))
        {
            WriteContent(i, entry, RawContent.Read(package.Archive, entry.Kind == TarEntryKind.HardLink ? entry.LinkTarget : entry.Path));
        }
        else
        {
            tar.HardLink(PlaceOf(i), cache.PathOf(entry.PathText), Mode(entry), entry.ModifiedSeconds);
        }
    });

    private byte[] Rewritten(LinkItem item, byte[] content)
    {
        if (item.Kind != LinkKind.Rewrite)
        {
            return content;
        }

        var written = PrefixReplacement.Replace(content, item.Path!.PrefixPlaceholder!, item.Path.IsBinary, new PrefixTarget(tar.Root.Path, item.Source));
        _described[item.Target] = item.Describe() with { Sha256InPrefix = Convert.ToHexStringLower(SHA256.HashData(written)), Size = item.Path.Size ?? content.Length };
        return written;
    }

    private void WriteEntryPoints()
    {
        foreach (var item in package.Plan.Items.Where(i => i.Kind == LinkKind.EntryPoint))
        {
            var script = item.EntryPoint!.Script(tar.Root.Path, package.Python!);
            _described[item.Target] = item.Describe() with { Sha256InPrefix = Convert.ToHexStringLower(SHA256.HashData(script)), Size = script.Length };
            Place(item, i => tar.File(PlaceOf(i), 0x1ED, package.Time, script));
        }
    }

    private void WriteRecord()
    {
        var paths = package.Plan.Items.Where(i => options.RuleFor(i.Target) is null).Select(i => _described.GetValueOrDefault(i.Target) ?? i.Describe()).Concat(Modules?.Written ?? []).ToList();
        var subject = new TransactionPackage(package.Record, "") { IsTemporary = true };
        var record = PrefixRecordWriter.Write(subject, paths, PackageCache is null ? LinkType.Copy : LinkType.HardLink);
        tar.File($"{tar.Root.Folder}/conda-meta/{package.Distribution}.json", 0x1A4, package.Time, record);
    }

    private bool IsTrimmed(LinkItem item, long size)
    {
        if (options.RuleFor(item.Target) is not { } rule)
        {
            return false;
        }

        _extract.Drop(rule.Name, size);
        return true;
    }

    private void Place(LinkItem item, Action<LinkItem> write)
    {
        if (!package.Left.Contains(item.Target))
        {
            write(item);
        }
    }

    private string PlaceOf(LinkItem item) => $"{tar.Root.Folder}/{package.Places.GetValueOrDefault(item.Target, item.Target)}";

    private static bool IsSameContent(LinkItem a, LinkItem b) =>
        (a.Kind == LinkKind.Rewrite) == (b.Kind == LinkKind.Rewrite) && a.Path?.PrefixPlaceholder == b.Path?.PrefixPlaceholder && a.Path?.IsBinary == b.Path?.IsBinary;

    private static bool IsActivation(string path) => path.StartsWith("etc/conda/activate.d/", StringComparison.Ordinal) || path.StartsWith("etc/conda/env_vars.d/", StringComparison.Ordinal);

    // Others do not write to what root owns, whatever the umask was that the package was built under.
    private static int Mode(PackageEntry entry) => (entry.Permissions | 0x180) & ~OthersWrite;
}
