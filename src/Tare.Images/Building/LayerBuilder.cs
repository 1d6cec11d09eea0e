using Tare.Archives.Compression;
using Tare.Archives.Tar;
using Tare.Oci.Layers;
using Tare.Primitives.Concurrency;

namespace Tare.Images.Building;

/// <summary>Writes layers, several at a time, or finds them where an earlier build left them.</summary>
internal sealed class LayerBuilder(LayerCache cache, LayerOptions options, Action<long>? progress)
{
    private const int Threads = 4;

    /// <summary>The layers of packages, in the order given; each is a list of packages with the places they go to.</summary>
    internal IReadOnlyList<BuiltLayer> Build(IReadOnlyList<IReadOnlyList<(LayerRoot Root, int Environment, PackageContent Package)>> layers, CancellationToken stop)
    {
        var built = new BuiltLayer[layers.Count];
        var crew = new WorkCrew<int>(Math.Min(Math.Min(Environment.ProcessorCount, Threads), Math.Max(1, layers.Count)));

        // The crew takes what was added last, and the largest must not be the last to start.
        foreach (var index in Enumerable.Range(0, layers.Count).OrderBy(i => layers[i].Sum(p => p.Package.Record.Size ?? 0)))
        {
            crew.Add(index);
        }

        crew.Run(() => index => built[index] = BuildOne(layers[index], stop), stop);
        return built;
    }

    /// <summary>A layer that is no package's.</summary>
    internal BuiltLayer Build(LayerRoot root, Action<LayerTar> write) => Store(tar =>
    {
        write(new LayerTar(tar, root));
        return new LayerExtract();
    });

    private BuiltLayer BuildOne(IReadOnlyList<(LayerRoot Root, int Environment, PackageContent Package)> packages, CancellationToken stop)
    {
        var key = LayerKey.Of(packages.Select(p => (p.Root, p.Package)), options);
        var built = cache.Find(key);
        if (built is null)
        {
            built = Store(tar => WriteAll(packages, tar, stop));
            cache.Enter(key, built);
        }

        progress?.Invoke(packages.Sum(p => p.Package.Record.Size ?? 0));
        return built;
    }

    private LayerExtract WriteAll(IReadOnlyList<(LayerRoot Root, int Environment, PackageContent Package)> packages, TarWriter tar, CancellationToken stop)
    {
        var all = new LayerExtract();
        foreach (var group in packages.GroupBy(p => p.Root))
        {
            var layer = new LayerTar(tar, group.Key);
            foreach (var (_, _, package) in group)
            {
                var extract = new PackageLayerWriter(package, layer, options).Write(stop);
                foreach (var (path, content) in extract.ActivationFiles)
                {
                    all.ActivationFiles[$"{group.Key.Path}/{path}"] = content;
                }

                foreach (var (rule, (files, bytes)) in extract.Trimmed)
                {
                    var (oldFiles, oldBytes) = all.Trimmed.GetValueOrDefault(rule);
                    all.Trimmed[rule] = (oldFiles + files, oldBytes + bytes);
                }
            }
        }

        return all;
    }

    private BuiltLayer Store(Func<TarWriter, LayerExtract> write)
    {
        using var blob = cache.Blobs.CreateWriter();
        using var packed = CompressingStream.Create(blob, options.Compression, new CompressionOptions { LeaveOpen = true });
        using var tar = new TarWriter(packed, leaveOpen: true);
        var extract = write(tar);
        tar.Finish();
        var result = packed.Finish();
        var descriptor = blob.Commit(options.MediaType);
        return new BuiltLayer(new Layer(descriptor, result.UncompressedDigest, cache.Blobs), extract, WasCached: false);
    }
}
