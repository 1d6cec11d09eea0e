using System.Buffers;
using System.Buffers.Binary;

namespace Tare.Images.Bytecode;

/// <summary>
/// A compiled module (<c>.pyc</c>, PEP 552). What Python writes depends on what its process did before: an object can be referred to
/// when it happened to have another owner at that moment, and short strings are interned when somebody had interned them. Loaded, all
/// of them are the same.
/// </summary>
internal static class CompiledModule
{
    private const int HeaderSize = 16;

    /// <summary>The magic number at the start of a compiled module.</summary>
    internal static int MagicOf(ReadOnlySpan<byte> module) => module.Length < sizeof(ushort) ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(module);

    /// <summary>The same module in bytes that depend on nothing but its value; <see cref="MarshalFormatException"/> for what is none.</summary>
    internal static byte[] Settle(byte[] module, CodeLayout layout)
    {
        if (module.Length <= HeaderSize || CodeLayout.Of(MagicOf(module)) != layout)
        {
            throw new MarshalFormatException("it does not begin as one of this Python", 0);
        }

        var (graph, root) = MarshalReader.Read(module, HeaderSize, layout);
        var output = new ArrayBufferWriter<byte>(module.Length);
        output.Write(module.AsSpan(0, HeaderSize));
        MarshalWriter.Write(graph, root, output);
        return output.WrittenSpan.ToArray();
    }
}
