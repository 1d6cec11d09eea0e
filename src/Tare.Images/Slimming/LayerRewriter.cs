using Tare.Archives.Compression;
using Tare.Archives.Tar;
using Tare.Images.FileSystem;
using Tare.Oci;
using Tare.Oci.Layers;
using Tare.Oci.Stores;

namespace Tare.Images.Slimming;

/// <summary>Writes a layer again as its plan says: entries that stay keep their header blocks to the byte, and their order.</summary>
internal sealed class LayerRewriter(ImageTree tree, BlobFolder output, DataSpool spool, int threads)
{
    internal async Task<Layer> RewriteAsync(int index, Layer layer, LayerPlan plan, CancellationToken stop)
    {
        var isZstd = await layer.CompressionAsync(stop) == LayerCompression.Zstd;
        await using var blob = output.CreateWriter();
        await using var tar = await layer.OpenTarAsync(stop, verifyDiffId: false);
        using var reader = new TarReader(tar, new TarReaderOptions { Source = $"layer {layer.Descriptor.Digest}", KeepHeaderBlocks = true, LeaveOpen = true });
        await using var compressed = CompressingStream.Create(
            blob, isZstd ? CompressionFormat.Zstandard : CompressionFormat.Gzip, new CompressionOptions { LeaveOpen = true, Threads = threads });
        using var writer = new TarWriter(compressed, leaveOpen: true);
        Write(index, plan, reader, writer, stop);
        reader.Drain();
        writer.Finish();
        var result = compressed.Finish();
        return new Layer(blob.Commit(isZstd ? MediaTypes.OciLayerZstd : MediaTypes.OciLayerGzip), result.UncompressedDigest, output);
    }

    /// <summary>Sets aside what a layer that is dropped whole gives to another.</summary>
    internal async Task DrainAsync(int index, Layer layer, LayerPlan plan, CancellationToken stop)
    {
        await using var tar = await layer.OpenTarAsync(stop, verifyDiffId: false);
        using var reader = new TarReader(tar, new TarReaderOptions { Source = $"layer {layer.Descriptor.Digest}", LeaveOpen = true });
        Write(index, plan, reader, writer: null, stop);
    }

    private void Write(int index, LayerPlan plan, TarReader reader, TarWriter? writer, CancellationToken stop)
    {
        var first = tree.FirstEntry(index);
        var hasGlobalHeader = false;
        var hasDetours = tree.Detours.Any(d => d.Layer == index);
        var number = 0;
        while (reader.Next() is { } entry)
        {
            stop.ThrowIfCancellationRequested();

            // A global header would hold for every entry behind it, and stands before one that may go: its values are written out.
            hasGlobalHeader |= entry.HeaderBlocks.Length > 512 && entry.HeaderBlocks.Span[156] == (byte)'g';
            entry = hasGlobalHeader ? entry with { HeaderBlocks = default } : entry;
            entry = hasDetours ? Straight(entry, tree.Entry(first + number)) : entry;
            var step = plan[number];
            var source = plan.Sources.GetValueOrDefault(number, -1);
            if (step == EntryStep.SetAside)
            {
                spool.Put(first + number, entry, reader);
            }
            else if (step == EntryStep.Promote)
            {
                spool.WriteTo(writer!, source, entry.Path);
            }
            else if (step != EntryStep.Drop)
            {
                writer!.Copy(reader, Changed(entry, step, source));
            }

            number++;
        }
    }

    // A name that led through a symbolic link becomes the name where it landed: the link may go.
    private TarEntry Straight(TarEntry entry, in LayerEntry landed)
    {
        if (landed.Path == PathTable.Root || landed.Kind == EntryKind.Ignored)
        {
            return entry;
        }

        var path = landed.Kind switch
        {
            EntryKind.Whiteout => Join(tree.Paths.Parent(landed.Path), [.. ".wh."u8, .. tree.Paths.Name(landed.Path)]),
            EntryKind.OpaqueFolder => Join(landed.Path, ".wh..wh..opq"u8),
            _ => tree.Paths.Bytes(landed.Path),
        };
        var target = landed.Kind == EntryKind.HardLink ? tree.Paths.Bytes(landed.Target) : [];
        var isStraight = EntryName.Normalize(entry.Path.Span).SequenceEqual(path)
            && (landed.Kind != EntryKind.HardLink || EntryName.Normalize(entry.LinkTarget.Span).SequenceEqual(target));
        return isStraight ? entry : entry with
        {
            Path = landed.Kind == EntryKind.Folder ? (byte[])[.. path, (byte)'/'] : path,
            LinkTarget = landed.Kind == EntryKind.HardLink ? target : entry.LinkTarget,
            HeaderBlocks = default,
        };
    }

    private byte[] Join(int folder, ReadOnlySpan<byte> name) =>
        folder == PathTable.Root ? name.ToArray() : [.. tree.Paths.Bytes(folder), (byte)'/', .. name];

    private TarEntry Changed(TarEntry entry, EntryStep step, int source) => step switch
    {
        EntryStep.Retarget => entry with { LinkTarget = tree.Paths.Bytes(tree.Entry(source).Path), HeaderBlocks = default },
        EntryStep.Fold => WithAttributes(entry, source),
        _ => entry,
    };

    private TarEntry WithAttributes(TarEntry entry, int source)
    {
        ref var from = ref tree.Entry(source);
        return entry with
        {
            HeaderBlocks = default,
            Mode = from.Permissions,
            Uid = from.Uid,
            Gid = from.Gid,
            ModifiedSeconds = from.ModifiedSeconds,
            ModifiedNanoseconds = from.ModifiedNanoseconds,
            Attributes = from.Attributes == 0
                ? []
                : [.. tree.Layers[tree.LayerOf(source)].AttributeSets[from.Attributes - 1].Select(a => new TarAttribute(a.Key, a.Value))],
        };
    }
}
