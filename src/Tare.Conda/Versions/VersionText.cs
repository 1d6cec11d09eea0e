namespace Tare.Conda.Versions;

/// <summary>The characters of versions, and where their parts begin.</summary>
internal static class VersionText
{
    internal static bool IsSpace(byte c) => c is (byte)' ' or (>= 9 and <= 13) or (>= 0x1C and <= 0x1F);

    internal static bool IsDigit(byte c) => (uint)(c - '0') <= 9;

    internal static bool IsSeparator(byte c) => c is (byte)'.' or (byte)'_' or (byte)'-';

    internal static byte Lower(byte c) => c is >= (byte)'A' and <= (byte)'Z' ? (byte)(c | 0x20) : c;

    /// <summary>The first character that no version has, or -1. A dash counts as an underscore, unless there are underscores too.</summary>
    internal static int FindInvalid(ReadOnlySpan<byte> text)
    {
        var dash = -1;
        var underscore = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = Lower(text[i]);
            if (IsDigit(c) || c is (>= (byte)'a' and <= (byte)'z') or (byte)'.' or (byte)'*' or (byte)'+' or (byte)'!')
            {
                continue;
            }

            if (c == '_')
            {
                underscore = true;
            }
            else if (c != '-')
            {
                return i;
            }
            else if (dash < 0)
            {
                dash = i;
            }
        }

        return underscore ? dash : -1;
    }

    /// <summary>Where the characters of <paramref name="c"/>'s run end: digits, stars, or anything else.</summary>
    internal static int RunEnd(ReadOnlySpan<byte> text, int start)
    {
        var kind = Kind(text[start]);
        var end = start + 1;
        while (end < text.Length && Kind(text[end]) == kind)
        {
            end++;
        }

        return end;
    }

    private static int Kind(byte c) => IsDigit(c) ? 0 : c == '*' ? 1 : 2;
}
