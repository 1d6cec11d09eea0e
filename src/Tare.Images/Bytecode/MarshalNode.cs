namespace Tare.Images.Bytecode;

/// <summary>An object of a marshal stream.</summary>
/// <param name="Kind">Its <see cref="MarshalKind"/>, without the flag; a tuple of any size is a <see cref="MarshalKind.Tuple"/>.</param>
/// <param name="Start">Where its own bytes begin in the stream, behind the type code.</param>
/// <param name="Length">How many bytes are its own; those of objects in it are theirs.</param>
internal readonly record struct MarshalNode(byte Kind, int Start, int Length)
{
    /// <summary>Where the line number of a code object lies, which stands among its objects.</summary>
    internal int Line { get; init; }

    /// <summary>Place of the first of its objects in the graph's list.</summary>
    internal int Children { get; init; }

    /// <summary>How many objects are in it.</summary>
    internal int Count { get; init; }
}
