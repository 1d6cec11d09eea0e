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
        var built = Find(work, isCompiled: Compilers is not null);
        if (built is null)
        {
            // Only now, and only where there is something to compile, is a sandbox made; where Python does not run in it, layers without code will do.
            var modules = work.Packages.FirstOrDefault(p => p.Package.Plan.IsNoarchPython);
            var compiler = modules.Package is null ? null : Compilers?.Get(modules.Root, modules.Package, stop);
            built = (compiler is null ? Find(work, isCompiled: false) : null) ?? Write(work, compiler is not null, stop);
        }

        progress?.Invoke(work.ArchiveSize);
        return built;
    }

    private BuiltLayer? Find(LayerWork work, bool isCompiled) => work.Rest is null ? cache.Find(LayerKey.Of(work.Packages, options, isCompiled)) : null;

    private BuiltLayer Write(LayerWork work, bool isCompiled, CancellationToken stop)
    {
        var built = Store(tar => WriteAll(work, tar, isCompiled, stop), work.Rest is null ? cache.Blobs : Own);
        if (work.Rest is null)
        {
            cache.Enter(LayerKey.Of(work.Packages, options, isCompiled), built);
        }

        return built;
    }

    private LayerExtract WriteAll(LayerWork work, TarWriter tar, bool isCompiled, CancellationToken stop)
    {
        var all = new LayerExtract();
        var layer = new LayerTar(tar, LayerRoot.Of("/"));
        foreach (var (root, package) in work.Packages)
        {
            var compiler = isCompiled && package.Plan.IsNoarchPython ? Compilers!.Get(root, package, stop) : null;
            var place = layer.At(root);
            var modules = compiler is null ? null : new CompiledModules(package, place, compiler);
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
