namespace Tare.Archives.Compression.Bzip2;

/// <summary>How a number of the chain is made up: the byte in the lowest bits, the index of its successor above, a mark in the highest.</summary>
internal static class ChainLink
{
    internal const int Shift = 8;

    /// <summary>A stretch starts here.</summary>
    internal const uint Mark = 1u << 31;

    /// <summary>The index of the successor.</summary>
    internal static int Next(uint link) => (int)((link & ~Mark) >> Shift);

    /// <summary>A stretch starts here.</summary>
    internal static bool IsMarked(uint link) => (link & Mark) != 0;
}
