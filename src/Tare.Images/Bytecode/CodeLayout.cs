namespace Tare.Images.Bytecode;

/// <summary>How marshal writes a code object: numbers, eight objects, the first line's number, and the rest of the objects.</summary>
/// <param name="Numbers">How many numbers of four bytes come first.</param>
/// <param name="Tables">How many objects come behind the line's number.</param>
internal readonly record struct CodeLayout(int Numbers, int Tables)
{
    /// <summary>Objects in front of the line's number: bytecode, constants, names, variables and so on.</summary>
    internal const int Objects = 8;

    /// <summary>The layout of the Python whose compiled modules begin with this magic number; null for one that is not known.</summary>
    internal static CodeLayout? Of(int magic) => magic switch
    {
        // Python 3.8 to 3.10: the number of variables is told; one table, of lines.
        >= 3410 and <= 3439 => new CodeLayout(6, 1),

        // Python 3.11 to 3.14: tables of lines and of exceptions.
        >= 3495 and < 3650 => new CodeLayout(5, 2),
        _ => null,
    };
}
