namespace Tare.Archives.Zip;

/// <summary>A member of a zip archive, from its local header or from the central directory (APPNOTE.TXT 4.3.7 and 4.3.12).</summary>
/// <param name="Name">Its path in the archive.</param>
/// <param name="Size">Bytes of content.</param>
/// <param name="CompressedSize">Bytes that the content takes in the archive.</param>
/// <param name="Crc">CRC-32 of the content.</param>
/// <param name="Method">0 stored, 8 deflated.</param>
/// <param name="HeaderOffset">Where its local header starts.</param>
public sealed record ZipMember(string Name, long Size, long CompressedSize, uint Crc, int Method, long HeaderOffset)
{
    /// <summary>The content is kept as it is.</summary>
    public const int Stored = 0;

    /// <summary>The content is compressed with deflate.</summary>
    public const int Deflated = 8;
}
