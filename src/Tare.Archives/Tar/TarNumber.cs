namespace Tare.Archives.Tar;

/// <summary>
/// Numbers of a header: octal digits with spaces or NULs around them, or, where the first bit is set, a big-endian two's
/// complement number (GNU tar manual, "Extensions to base-256").
/// </summary>
internal static class TarNumber
{
    internal static bool TryRead(ReadOnlySpan<byte> field, out long value)
    {
        value = 0;
        if (field.Length == 0)
        {
            return true;
        }

        return (field[0] & 0x80) != 0 ? TryReadBinary(field, out value) : TryReadOctal(field, out value);
    }

    /// <summary>Writes octal digits that fill the field but for a closing NUL; false when the number is too large or negative.</summary>
    internal static bool TryWrite(long value, Span<byte> field)
    {
        var digits = field.Length - 1;
        if (value < 0 || (3 * digits < 63 && value >> (3 * digits) != 0))
        {
            return false;
        }

        field[digits] = 0;
        for (var i = digits - 1; i >= 0; i--)
        {
            field[i] = (byte)('0' + (value & 7));
            value >>= 3;
        }

        return true;
    }

    private static bool TryReadOctal(ReadOnlySpan<byte> field, out long value)
    {
        value = 0;
        var digits = field.Trim(" \0"u8);
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                // Whatever follows a NUL is not part of the number.
                return digit is 0 or (byte)' ';
            }

            if (value > long.MaxValue >> 3)
            {
                return false;
            }

            value = (value << 3) | (uint)(digit - '0');
        }

        return true;
    }

    private static bool TryReadBinary(ReadOnlySpan<byte> field, out long value)
    {
        var negative = (field[0] & 0x40) != 0;
        value = negative ? -1 : 0;
        for (var i = 0; i < field.Length; i++)
        {
            var part = i == 0 ? (byte)(negative ? field[0] | 0x80 : field[0] & 0x7f) : field[i];
            if (value is > long.MaxValue >> 8 or < long.MinValue >> 8)
            {
                return false;
            }

            value = (value << 8) | part;
        }

        return true;
    }
}
