using System.Collections.Concurrent;
using Tare.Oci.Layers;
using Tare.Oci.Manifests;
using Tare.Oci.Stores;
using Tare.Primitives;

namespace Tare.Oci.Copying;

/// <summary>The blobs of one copy, each digest once, several at a time.</summary>
internal sealed class BlobCopies(IImageTarget target, CopyOptions options)
{
    private readonly ConcurrentDictionary<Digest, CopiedBlob> _blobs = new();

    internal IReadOnlyList<CopiedBlob> Done => [.. _blobs.Values.OrderBy(b => b.Blob.Digest)];

    internal IBlobSource Counted(IBlobSource inner) => options.Progress is { } meter ? new ProgressBlobs(inner, meter) : inner;

    internal async Task AddAsync(IEnumerable<(Descriptor Blob, IBlobSource Source)> parts, CancellationToken stop)
    {
        var fresh = parts.DistinctBy(p => p.Blob.Digest).Where(p => !_blobs.ContainsKey(p.Blob.Digest)).ToArray();
        options.Progress?.AddTotal(fresh.Sum(p => p.Blob.Size));
        var limits = new ParallelOptions { MaxDegreeOfParallelism = target is ISequentialTarget ? 1 : options.Parallel, CancellationToken = stop };
        await Parallel.ForEachAsync(fresh, limits, async (part, cancel) =>
        {
            var isPresent = await target.HasBlobAsync(part.Blob, cancel);
            var transfer = isPresent ? BlobTransfer.Present : await target.PutBlobAsync(part.Blob, part.Source, cancel);
            if (transfer != BlobTransfer.Sent)
            {
                options.Progress?.Add(part.Blob.Size);
            }

            _blobs[part.Blob.Digest] = new CopiedBlob(part.Blob, transfer);
        });
    }
}
