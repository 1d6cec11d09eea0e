using System.Globalization;

namespace Tare.Conda.Configuration;

/// <summary>Whole numbers as YAML writes them (1.2, and with underscores as conda's reader takes them): <c>1_000</c>, <c>0x1f</c>, <c>0o17</c>, <c>0b11</c>.</summary>
internal static class YamlNumber
{
    /// <summary>The number in decimal digits; the text itself where it is no whole number.</summary>
    internal static string Decimal(string text)
    {
        var trimmed = text.Trim();
        var sign = trimmed.StartsWith('-') ? "-" : "";
        var digits = trimmed.TrimStart('-', '+');
        if (trimmed.Length - digits.Length > 1 || digits.Length == 0 || !char.IsAsciiDigit(digits[0]))
        {
            return text;
        }

        digits = digits.Replace("_", "", StringComparison.Ordinal);
        return Value(digits) is { } value ? sign + value.ToString(CultureInfo.InvariantCulture) : text;
    }

    private static long? Value(string digits) => digits.Length > 2 && digits[0] == '0' && digits[1] is 'x' or 'o' or 'b' ? Based(digits[2..], digits[1])
        : long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static long? Based(string digits, char prefix)
    {
        var number = 0L;
        foreach (var digit in digits)
        {
            var value = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : 16;
            var width = prefix == 'x' ? 4 : prefix == 'o' ? 3 : 1;
            if (value >= 1 << width || number > long.MaxValue >> width)
            {
                return null;
            }

            number = (number << width) + value;
        }

        return number;
    }
}
