using System.IO.Hashing;
using System.Security.Cryptography;
using Tare.Archives;
using Tare.Archives.Tar;
using Tare.Images.FileSystem;
using Tare.Oci.Layers;

namespace Tare.Images.Scanning;

/// <summary>Reads one layer from front to back, once.</summary>
internal sealed class LayerScanner(PathTable paths, ScanOptions options, CancellationToken stop)
{
    internal LayerContents Scan(int index, Layer layer)
    {
        var blobs = new CountingBlobs(layer.Source);
        var contents = new LayerContents(paths) { Hashes = options.HashContent ? [] : null };
        var opening = (layer with { Source = blobs }).OpenTarAsync(stop);
        using var tar = opening.AsTask().GetAwaiter().GetResult();
        using var reader = new TarReader(tar, new TarReaderOptions { Source = $"layer {layer.Descriptor.Digest} of {layer.Place.Trim('`')}", LeaveOpen = true });
        var before = 0L;
        while (Next(reader, layer) is { } entry)
        {
            stop.ThrowIfCancellationRequested();
            var number = contents.Add(entry.Path.Span, EntryOf(entry, contents), entry.LinkTarget.Span);
            if (contents.Entries[number].Kind == EntryKind.File && entry.Size > 0)
            {
                TakeContent(new ContentPlace(index, number, contents.Entries[number].Path), entry, reader, contents);
            }

            contents.Entries[number].CompressedCost = (uint)Math.Min(blobs.Count - before, uint.MaxValue);
            before = blobs.Count;
        }

        reader.Drain();
        contents.ArchiveBytes = reader.Position;
        return contents;
    }

    // The reader's own errors say what is wrong with the archive; what the layer is goes before them.
    private static TarEntry? Next(TarReader reader, Layer layer)
    {
        try
        {
            return reader.Next();
        }
        catch (ArchiveException exception)
        {
            throw new ImageException(exception.Message, exception.Hint ?? $"get the image from {layer.Place} again", exception);
        }
    }

    private static LayerEntry EntryOf(TarEntry entry, LayerContents contents) => new()
    {
        Kind = entry.Kind switch
        {
            TarEntryKind.HardLink => EntryKind.HardLink,
            TarEntryKind.SymbolicLink => EntryKind.SymbolicLink,
            TarEntryKind.CharacterDevice => EntryKind.CharacterDevice,
            TarEntryKind.BlockDevice => EntryKind.BlockDevice,
            TarEntryKind.Folder => EntryKind.Folder,
            TarEntryKind.Fifo => EntryKind.Fifo,
            _ => EntryKind.File,
        },
        Size = entry.Kind is TarEntryKind.CharacterDevice or TarEntryKind.BlockDevice
            ? ((long)entry.DeviceMajor << 32) | (uint)entry.DeviceMinor
            : entry.Size,
        ModifiedSeconds = entry.ModifiedSeconds,
        ModifiedNanoseconds = entry.ModifiedNanoseconds,
        Uid = (uint)entry.Uid,
        Gid = (uint)entry.Gid,
        Permissions = (ushort)entry.Mode,
        Attributes = entry.Attributes.Count == 0
            ? 0
            : contents.AttributeSet([.. entry.Attributes.Select(a => KeyValuePair.Create(a.Name, a.Value.ToArray())).OrderBy(a => a.Key, StringComparer.Ordinal)]),
    };

    private void TakeContent(ContentPlace place, TarEntry entry, TarReader reader, LayerContents contents)
    {
        // What a chown copied is compared with what it copied: nothing was copied into the lowest layer.
        var mark = place.Layer > 0 ? new XxHash3() : null;
        if (options.Reader?.Wants(entry.Path.Span, entry.Size) == true)
        {
            var content = reader.ReadAll(int.MaxValue);
            mark?.Append(content);
            options.Reader.Take(place, content);
            contents.Hashes?.Add(place.Entry, SHA256.HashData(content));
        }
        else
        {
            Hash(place.Entry, entry.Size, mark, reader, contents);
        }

        contents.Entries[place.Entry].Target = mark is null ? 0 : (int)mark.GetCurrentHashAsUInt64();
    }

    private void Hash(int number, long size, XxHash3? mark, TarReader reader, LayerContents contents)
    {
        using var full = contents.Hashes is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var fingerprint = full is null && size >= options.FingerprintFrom ? new XxHash128() : null;
        if (mark is null && full is null && fingerprint is null)
        {
            return;
        }

        for (var chunk = reader.ReadChunk(); chunk.Length > 0; chunk = reader.ReadChunk())
        {
            mark?.Append(chunk);
            full?.AppendData(chunk);
            fingerprint?.Append(chunk);
        }

        if (full is not null)
        {
            contents.Hashes!.Add(number, full.GetCurrentHash());
        }

        if (fingerprint is not null)
        {
            contents.Fingerprints.Add(number, fingerprint.GetCurrentHashAsUInt128());
        }
    }
}
