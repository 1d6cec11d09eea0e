using System.Runtime.CompilerServices;

namespace Tare.Archives.Compression.Bzip2;

/// <summary>An index for each walker of a <see cref="ChainWalk"/>.</summary>
[InlineArray(Count)]
internal struct EightIndices
{
    internal const int Count = 8;

    private int _first;
}
