namespace Tare.Images.Bytecode;

/// <summary>Bytes that are no module compiled by a known Python.</summary>
internal sealed class MarshalFormatException(string problem, int offset)
    : ImageException($"the image's Python wrote a compiled module that cannot be read: {problem} at byte {offset}", "leave compiled modules out with --no-bytecode");
