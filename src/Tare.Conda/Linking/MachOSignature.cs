using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tare.Conda.Linking;

/// <summary>
/// Makes the ad-hoc signature of a Mach-O file true again after its content was changed: macOS on arm64 ends programs whose pages
/// are not what the signature says. Only the SHA-256 of each page is written anew, which is all that such a signature vouches for;
/// one of a developer cannot be made by anybody else (xnu, osfmk/kern/cs_blobs.h and EXTERNAL_HEADERS/mach-o/loader.h).
/// </summary>
internal static class MachOSignature
{
    private const uint ThinMagic = 0xFEEDFACF;
    private const uint FatMagic = 0xCAFEBABE;
    private const uint SignatureCommand = 0x1D;
    private const uint SuperBlobMagic = 0xFADE0CC0;
    private const uint DirectoryMagic = 0xFADE0C02;
    private const uint VersionWithLongLimit = 0x20300;
    private const byte Sha256Type = 2;
    private const byte CutSha256Type = 3;

    /// <summary>Writes the hashes of the pages into the signature; a file that has none, or is no Mach-O file, stays as it is.</summary>
    internal static void Renew(Span<byte> file)
    {
        if (file.Length < 32 || BinaryPrimitives.ReadUInt32BigEndian(file) != FatMagic)
        {
            RenewImage(file);
            return;
        }

        // One image for each processor; Java classes have the same magic and far higher counts.
        var count = Math.Min(Big(file, 4), 16);
        for (var i = 0; i < count; i++)
        {
            RenewImage(Part(file, Big(file, 16 + (20 * i)), Big(file, 20 + (20 * i))));
        }
    }

    private static void RenewImage(Span<byte> image)
    {
        if (image.Length < 32 || Little(image, 0) != ThinMagic)
        {
            return;
        }

        var (count, at) = (Little(image, 16), 32L);
        for (var i = 0; i < count && at + 16 <= image.Length; i++)
        {
            if (Little(image, (int)at) == SignatureCommand)
            {
                RenewSignature(image, Part(image, Little(image, (int)at + 8), Little(image, (int)at + 12)));
            }

            at += Math.Max(8, Little(image, (int)at + 4));
        }
    }

    private static void RenewSignature(Span<byte> image, Span<byte> signature)
    {
        if (Big(signature, 0) != SuperBlobMagic)
        {
            return;
        }

        var count = Math.Min(Big(signature, 8), 64);
        for (var i = 0; i < count; i++)
        {
            var offset = Big(signature, 16 + (8 * i));
            var blob = Part(signature, offset, Math.Max(0, signature.Length - offset));
            if (Big(blob, 0) == DirectoryMagic)
            {
                RenewDirectory(image, blob);
            }
        }
    }

    private static void RenewDirectory(Span<byte> image, Span<byte> directory)
    {
        if (directory.Length < 44 || directory[37] is not (Sha256Type or CutSha256Type) || directory[36] > SHA256.HashSizeInBytes || directory[39] > 30)
        {
            return;
        }

        var limit = Big(directory, 32);
        if (Big(directory, 8) >= VersionWithLongLimit && directory.Length >= 64 && BinaryPrimitives.ReadUInt64BigEndian(directory[56..]) is > 0 and < int.MaxValue and var longLimit)
        {
            limit = (long)longLimit;
        }

        var (hashes, size, pages) = (Big(directory, 16), directory[36], Big(directory, 28));
        var page = directory[39] == 0 ? limit : 1L << directory[39];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        for (var i = 0L; i < pages && i * page < limit; i++)
        {
            var content = Part(image, i * page, Math.Min(page, limit - (i * page)));
            var place = Part(directory, hashes + (i * size), size);
            if (content.IsEmpty || place.IsEmpty)
            {
                return;
            }

            SHA256.HashData(content, hash);
            hash[..size].CopyTo(place);
        }
    }

    private static Span<byte> Part(Span<byte> all, long start, long length) =>
        start >= 0 && length >= 0 && start + length <= all.Length ? all.Slice((int)start, (int)length) : [];

    private static long Little(ReadOnlySpan<byte> bytes, int at) => at + 4 <= bytes.Length ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) : 0;

    private static long Big(ReadOnlySpan<byte> bytes, int at) => at + 4 <= bytes.Length ? BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]) : 0;
}
