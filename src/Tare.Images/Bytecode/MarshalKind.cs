namespace Tare.Images.Bytecode;

/// <summary>Type codes of Python's marshal format, versions 3 to 5 (CPython, Python/marshal.c), as far as compiled modules have them.</summary>
internal static class MarshalKind
{
    /// <summary>Set in the type code of an object that a <see cref="Reference"/> may name.</summary>
    internal const byte Flag = 0x80;

    internal const byte None = (byte)'N';
    internal const byte True = (byte)'T';
    internal const byte False = (byte)'F';
    internal const byte StopIteration = (byte)'S';
    internal const byte Ellipsis = (byte)'.';
    internal const byte Reference = (byte)'r';
    internal const byte Int = (byte)'i';
    internal const byte Int64 = (byte)'I';
    internal const byte Long = (byte)'l';
    internal const byte Float = (byte)'f';
    internal const byte BinaryFloat = (byte)'g';
    internal const byte Complex = (byte)'x';
    internal const byte BinaryComplex = (byte)'y';
    internal const byte Bytes = (byte)'s';
    internal const byte Unicode = (byte)'u';
    internal const byte Interned = (byte)'t';
    internal const byte Ascii = (byte)'a';
    internal const byte AsciiInterned = (byte)'A';
    internal const byte ShortAscii = (byte)'z';
    internal const byte ShortAsciiInterned = (byte)'Z';
    internal const byte SmallTuple = (byte)')';
    internal const byte Tuple = (byte)'(';
    internal const byte FrozenSet = (byte)'>';
    internal const byte Slice = (byte)':';
    internal const byte Code = (byte)'c';

    /// <summary>There is only one such object, and nothing refers to it.</summary>
    internal static bool IsSingle(byte kind) => kind is None or True or False or StopIteration or Ellipsis;
}
