using Tare.Archives.Compression;
using Tare.Oci.Layers;
using Tare.Oci.Manifests;
using Tare.Oci.Stores;

namespace Tare.Oci.Copying;

/// <summary>Compresses layers that come as plain tar files into a temporary folder, which goes when the packer does.</summary>
internal sealed class LayerPacker(LayerCompression compression) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tare-layers-");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>The layer compressed; its tar, and so its diff id, stays the same.</summary>
    internal async Task<Layer> PackAsync(Layer layer, CancellationToken stop)
    {
        var blobs = new BlobFolder(_folder.FullName, layer.Place) { GivesAway = true };
        var format = compression == LayerCompression.Zstd ? CompressionFormat.Zstandard : CompressionFormat.Gzip;
        await using var writer = blobs.CreateWriter(isHashed: false);
        await using var tar = await layer.OpenTarAsync(stop);
        await using var packed = CompressingStream.Create(writer, format, new CompressionOptions { LeaveOpen = true });
        var buffer = new byte[1 << 17];
        for (int read; (read = await tar.ReadAsync(buffer, stop)) > 0;)
        {
            packed.Write(buffer.AsSpan(0, read));
        }

        var result = packed.Finish();
        var descriptor = new Descriptor(LayerDecoder.MediaTypeOf(compression), result.Digest, result.Size);
        writer.CommitHashed(descriptor);
        return layer with { Descriptor = descriptor with { Annotations = layer.Descriptor.Annotations }, Source = blobs };
    }

    internal static bool IsPlain(Descriptor layer) => layer.MediaType is MediaTypes.OciLayer or MediaTypes.DockerLayer;
}
