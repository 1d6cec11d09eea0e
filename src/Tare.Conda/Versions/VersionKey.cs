namespace Tare.Conda.Versions;

/// <summary>
/// Versions as byte strings whose order is conda's order of versions (VersionOrder in conda/models/version.py): two keys are
/// compared like memory. For callers who hold many versions, such as an index of a channel; others use <see cref="CondaVersion"/>.
/// </summary>
/// <remarks>
/// conda compares lists of components, each a list of numbers and words, and fills what is missing with 0. A key is that with
/// trailing zeros left out:
/// <code>
/// key       = number, components, 0x84, components of the local version, 0x84      (the first number is the epoch)
/// component = 0x82 | 0x86                                              it is 0; what follows is less, or more, than zeros
///           | atom, atom ..., 0x84                                     the first atom is a number
/// atom      = 0x2A..0x7A ..., 0x00                                     a word: its characters
///           | 0x80 | 0x88                                              0 before a word; 0 before `post`
///           | 0x90 + value | 0xE0 + length, bytes                      a number up to 79; larger, big-endian
///           | 0xE9, count of digits (4 bytes), digits                  a number beyond 64 bits
///           | 0xF0                                                     post
/// </code>
/// A shorter list stands in the order where its missing zeros would stand, which is what the values of 0x80 to 0x88 are for.
/// </remarks>
public static class VersionKey
{
    internal const byte WordEnd = 0x00;
    internal const byte ZeroBeforeWord = 0x80;
    internal const byte EmptyBelow = 0x82;
    internal const byte End = 0x84;
    internal const byte EmptyAbove = 0x86;
    internal const byte ZeroBeforePost = 0x88;
    internal const byte Small = 0x90;
    internal const byte SmallLimit = 0x50;
    internal const byte Large = 0xE0;
    internal const byte Huge = 0xE9;
    internal const byte Post = 0xF0;

    /// <summary>Bytes that the key of a version of this many characters needs at most.</summary>
    public static int MaximumLength(int characters) => (2 * characters) + 16;

    /// <summary>Orders two keys: negative, zero or positive.</summary>
    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left.SequenceCompareTo(right);

    /// <summary>Writes the key of a version in ASCII or UTF-8.</summary>
    /// <param name="version">The version, spaces around it allowed.</param>
    /// <param name="destination">At least <see cref="MaximumLength"/> bytes.</param>
    /// <param name="written">The length of the key.</param>
    /// <param name="fault">Why it is not a version, where the result is false.</param>
    public static bool TryWrite(ReadOnlySpan<byte> version, Span<byte> destination, out int written, out SyntaxFault fault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, MaximumLength(version.Length), nameof(destination));
        var start = 0;
        while (start < version.Length && VersionText.IsSpace(version[start]))
        {
            start++;
        }

        var end = version.Length;
        while (end > start && VersionText.IsSpace(version[end - 1]))
        {
            end--;
        }

        var writer = new VersionKeyWriter(version[start..end], destination);
        if (writer.TryWrite(out written, out fault))
        {
            return true;
        }

        fault = fault.Shifted(start);
        return false;
    }
}
