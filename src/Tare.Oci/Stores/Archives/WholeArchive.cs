using System.Buffers;
using Tare.Archives.Compression;

namespace Tare.Oci.Stores.Archives;

/// <summary>Unpacks an archive that is compressed as a whole into a temporary file, which goes when it is closed.</summary>
internal static class WholeArchive
{
    // gzip packs zeros a thousand times; no image of programs comes near this.
    private const int MostExpansion = 200;
    private const long AlwaysAllowed = 1L << 30;

    /// <summary>The tar. What does not start as one, or unpacks to far more than any image, is refused before it fills the disk.</summary>
    internal static FileStream Unpack(FileStream packed, string path)
    {
        var temporary = new FileStream(
            Path.Combine(Path.GetTempPath(), $"tare-{Guid.NewGuid():N}.tar"),
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose, BufferSize = 0 });
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
        try
        {
            using var plain = Decompression.Open(packed, path);
            var filled = plain.ReadAtLeast(buffer, 512, throwOnEndOfStream: false);
            if (filled < 512 || !ArchiveFile.IsHeader(buffer))
            {
                throw new InvalidDocumentException($"`{path}`", "what is packed in it is no tar archive");
            }

            for (; filled > 0; filled = plain.Read(buffer))
            {
                temporary.Write(buffer, 0, filled);
                if (temporary.Length > AlwaysAllowed && temporary.Length / MostExpansion > packed.Position)
                {
                    throw new OciException($"`{path}` unpacks to more than {MostExpansion} times its size", "if you trust it, unpack it yourself and name what comes out");
                }
            }

            temporary.Position = 0;
            return temporary;
        }
        catch
        {
            temporary.Dispose();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
