using Tare.Archives.Compression;
using Tare.Archives.Tar;
using Tare.Images.FileSystem;
using Tare.Images.Slimming.Merging;
using Tare.Oci;
using Tare.Oci.Layers;
using Tare.Oci.Manifests;
using Tare.Oci.Stores;

namespace Tare.Images.Slimming;

/// <summary>
/// Writes layers again as their plans say, several into one where they merge: entries that stay keep their header blocks to the
/// byte, and their order.
/// </summary>
internal sealed class LayerRewriter(ImageTree tree, BlobFolder output, DataSpool spool, int threads)
{
    /// <summary>The layer made of these, the lowest first.</summary>
    internal async Task<Layer> RewriteAsync(IReadOnlyList<LayerPart> parts, CancellationToken stop)
    {
        var isZstd = await AreZstdAsync(parts, stop);
        await using var blob = output.CreateWriter(isHashed: false);
        await using var compressed = CompressingStream.Create(
            blob, isZstd ? CompressionFormat.Zstandard : CompressionFormat.Gzip, new CompressionOptions { LeaveOpen = true, Threads = threads });
        using var writer = new TarWriter(compressed, leaveOpen: true);
        var marks = parts[^1].Plan.Marks;
        WriteMarks(marks.Where(m => m.IsFirst), writer);
        foreach (var part in parts)
        {
            await using var tar = await part.Layer.OpenTarAsync(stop, verifyDiffId: false);
            using var reader = new TarReader(tar, Options(part.Layer) with { KeepHeaderBlocks = true });
            Write(part.Index, part.Plan, reader, writer, stop);
            reader.Drain();
        }

        WriteMarks(marks.Where(m => !m.IsFirst), writer);
        writer.Finish();
        var result = compressed.Finish();
        var descriptor = new Descriptor(isZstd ? MediaTypes.OciLayerZstd : MediaTypes.OciLayerGzip, result.Digest, result.Size);
        blob.CommitHashed(descriptor);
        return new Layer(descriptor, result.UncompressedDigest, output);
    }

    /// <summary>Sets aside what a layer that is dropped whole gives to another.</summary>
    internal async Task DrainAsync(LayerPart part, CancellationToken stop)
    {
        await using var tar = await part.Layer.OpenTarAsync(stop, verifyDiffId: false);
        using var reader = new TarReader(tar, Options(part.Layer));
        Write(part.Index, part.Plan, reader, writer: null, stop);
    }

    private static TarReaderOptions Options(Layer layer) => new() { Source = $"layer {layer.Descriptor.Digest}", LeaveOpen = true };

    // gzip is what every client reads: one layer of it is enough for all.
    private static async Task<bool> AreZstdAsync(IReadOnlyList<LayerPart> parts, CancellationToken stop)
    {
        foreach (var part in parts)
        {
            if (await part.Layer.CompressionAsync(stop) != LayerCompression.Zstd)
            {
                return false;
            }
        }

        return true;
    }

    private void WriteMarks(IEnumerable<LayerMark> marks, TarWriter writer)
    {
        foreach (var mark in marks)
        {
            var source = tree.Entry(mark.Source);
            writer.Write(new TarEntry
            {
                Path = mark.IsOpaque ? OpaqueName(mark.Path) : WhiteoutName(mark.Path),
                Kind = TarEntryKind.File,
                Mode = 0,
                ModifiedSeconds = source.ModifiedSeconds,
                ModifiedNanoseconds = source.ModifiedNanoseconds,
            });
        }
    }

    private void Write(int index, LayerPlan plan, TarReader reader, TarWriter? writer, CancellationToken stop)
    {
        var first = tree.FirstEntry(index);
        var hasGlobalHeader = false;
        var hasDetours = tree.Detours.Any(d => d.Layer == index);
        var number = 0;
        using var links = new LinkJoining(tree);
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
            else if (step == EntryStep.Link)
            {
                links.Write(first + number, source, entry, reader, writer!);
            }
            else if (step != EntryStep.Drop)
            {
                writer!.Copy(reader, Changed(entry, step, source), plan.LinkHolders.Contains(number) ? links.HashOf(first + number) : null);
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
            EntryKind.Whiteout => WhiteoutName(landed.Path),
            EntryKind.OpaqueFolder => OpaqueName(landed.Path),
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

    private byte[] WhiteoutName(int path) => Join(tree.Paths.Parent(path), [.. ".wh."u8, .. tree.Paths.Name(path)]);

    private byte[] OpaqueName(int folder) => Join(folder, ".wh..wh..opq"u8);

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
