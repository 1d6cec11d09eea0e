using System.Buffers.Binary;

namespace Tare.EndToEnd.Tests;

/// <summary>The program headers of a 64-bit little-endian ELF file (System V ABI, chapter 5).</summary>
internal sealed record ElfFile(ushort Type, IReadOnlyList<uint> Segments)
{
    internal const uint Interpreter = 3;
    internal const uint Dynamic = 2;

    internal static ElfFile Read(string path)
    {
        var bytes = File.ReadAllBytes(path).AsSpan();
        bytes[..6].SequenceEqual(new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1 }).ShouldBeTrue($"`{path}` is no 64-bit ELF file");
        var table = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes[0x20..]);
        var size = BinaryPrimitives.ReadUInt16LittleEndian(bytes[0x36..]);
        var segments = new uint[BinaryPrimitives.ReadUInt16LittleEndian(bytes[0x38..])];
        for (var i = 0; i < segments.Length; i++)
        {
            segments[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(table + i * size)..]);
        }

        return new ElfFile(BinaryPrimitives.ReadUInt16LittleEndian(bytes[0x10..]), segments);
    }
}
