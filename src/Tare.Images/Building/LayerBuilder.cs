using Tare.Archives.Compression;
using Tare.Archives.Tar;
using Tare.Oci.Layers;
using Tare.Oci.Manifests;
using Tare.Oci.Stores;
using Tare.Primitives;
using Tare.Primitives.Concurrency;

namespace Tare.Images.Building;

/// <summary>Writes layers, several at a time, or finds them where an earlier build left them.</summary>
internal sealed class LayerBuilder(LayerCache cache, LayerOptions options, Action<long>? progress)
{
    private const int Threads = 4;

    /// <summary>What compiles the modules of noarch packages, or null for nothing.</summary>
    internal ModuleCompilers? Compilers { get; init; }

    /// <summary>Where layers go that no other image will have.</summary>
    internal required BlobFolder Own { get; init; }

    /// <summary>The layers of packages, in the order given.</summary>
    internal IReadOnlyList<BuiltLayer> Build(IReadOnlyList<LayerWork> layers, CancellationToken stop)
    {
        var built = new BuiltLayer[layers.Count];
        var crew = new WorkCrew<int>(Math.Min(Math.Min(Environment.ProcessorCount, Threads), Math.Max(1, layers.Count)));

        // The crew takes what was added last, and what takes longest must not be the last to start.
        foreach (var index in Enumerable.Range(0, layers.Count).OrderBy(i => layers[i].Effort(Compilers is not null)))
        {
            crew.Add(index);
        }

        crew.Run(() => index => built[index] = BuildOne(layers[index], stop), stop);
        return built;
    }

    /// <summary>A layer that is no package's.</summary>
    internal BuiltLayer Build(LayerRoot root, Action<LayerTar> write, LayerExtract? extract = null) => Store(
        tar =>
        {
            write(new LayerTar(tar, root));
            return extract ?? new LayerExtract();
        },
        Own);

    private BuiltLayer BuildOne(LayerWork work, CancellationToken stop)
    {
        var asked = work.Packages.Where(p => Compilers is not null && p.Package.Plan.IsNoarchPython).ToList();
        var built = Find(work, SetOf(asked));
        if (built is null)
        {
            // Only now, and only where there is something to compile, is a sandbox made; where Python does not run in it, layers without code will do.
            var compiled = asked.Where(p => Compilers!.Get(p.Root, p.Package, stop) is not null).ToList();
            built = (compiled.Count < asked.Count ? Find(work, SetOf(compiled)) : null) ?? Write(work, SetOf(compiled), stop);
        }

        progress?.Invoke(work.ArchiveSize);
        return built;
    }

    private static HashSet<PackageContent> SetOf(IEnumerable<(LayerRoot Root, PackageContent Package)> packages) => new(packages.Select(p => p.Package), ReferenceEqualityComparer.Instance);

    private BuiltLayer? Find(LayerWork work, IReadOnlySet<PackageContent> compiled) => work.Rest is null ? cache.Find(LayerKey.Of(work.Packages, options, compiled)) : null;

    private BuiltLayer Write(LayerWork work, IReadOnlySet<PackageContent> compiled, CancellationToken stop)
    {
        var built = Store(tar => WriteAll(work, tar, compiled, stop), work.Rest is null ? cache.Blobs : Own);
        if (work.Rest is null)
        {
            cache.Enter(LayerKey.Of(work.Packages, options, compiled), built);
        }

        return built;
    }

    private LayerExtract WriteAll(LayerWork work, TarWriter tar, IReadOnlySet<PackageContent> compiled, CancellationToken stop)
    {
        var all = new LayerExtract();
        var layer = new LayerTar(tar, LayerRoot.Of("/"));
        foreach (var (root, package) in work.Packages)
        {
            var place = layer.At(root);
            var modules = compiled.Contains(package) ? new CompiledModules(package, place, Compilers!.Get(root, package, stop)!, stop) : null;
            var extract = new PackageLayerWriter(package, place, options) { PackageCache = work.PackageCache, Modules = modules }.Write(stop);
            all.Add(root, extract);
        }

        work.Rest?.Invoke(layer);
        return all;
    }

    private BuiltLayer Store(Func<TarWriter, LayerExtract> write, BlobFolder blobs)
    {
        using var blob = blobs.CreateWriter(isHashed: false);
        using var packed = CompressingStream.Create(blob, options.Compression, new CompressionOptions { LeaveOpen = true });
        using var tar = new TarWriter(packed, leaveOpen: true);
        var extract = write(tar);
        tar.Finish();
        var result = packed.Finish();
        var descriptor = new Descriptor(options.MediaType, result.Digest, result.Size);
        blob.CommitHashed(descriptor);
        return new BuiltLayer(new Layer(descriptor, result.UncompressedDigest, blobs), extract, WasCached: false);
    }
}
