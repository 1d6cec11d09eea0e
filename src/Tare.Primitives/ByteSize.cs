using System.Globalization;

namespace Tare.Primitives;

/// <summary>A number of bytes. Shown in powers of 1000 with SI names, as Docker and the disk's label do.</summary>
public readonly record struct ByteSize(long Bytes) : IComparable<ByteSize>
{
    private static readonly System.Buffers.SearchValues<char> NumberCharacters = System.Buffers.SearchValues.Create("0123456789.");
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary>Three significant digits and a unit: <c>0 B</c>, <c>9.54 kB</c>, <c>987 MB</c>, <c>1.62 GB</c>.</summary>
    public override string ToString()
    {
        var value = (double)Math.Abs((decimal)Bytes);
        var unit = 0;
        while (value >= 999.5 && unit < Units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        var sign = Bytes < 0 ? "-" : "";
        var format = unit == 0 || value >= 99.95 ? "0" : value >= 9.995 ? "0.0" : "0.00";
        return $"{sign}{value.ToString(format, CultureInfo.InvariantCulture)} {Units[unit]}";
    }

    /// <summary>
    /// Reads <c>20G</c>, <c>50MB</c>, <c>1.5 GiB</c>, <c>4096</c>: a decimal number and an optional unit, powers of 1000 unless an
    /// <c>i</c> says 1024; upper or lower case.
    /// </summary>
    public static bool TryParse(string? text, out ByteSize size)
    {
        size = default;
        var trimmed = (text ?? "").AsSpan().Trim();
        var digits = trimmed.IndexOfAnyExcept(NumberCharacters);
        var unit = digits < 0 ? [] : trimmed[digits..].Trim();
        if (digits >= 0)
        {
            trimmed = trimmed[..digits].TrimEnd();
        }

        if (!decimal.TryParse(trimmed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || !TryFactor(unit, out var factor)
            || number > long.MaxValue / factor)
        {
            return false;
        }

        size = new ByteSize((long)(number * factor));
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(ByteSize other) => Bytes.CompareTo(other.Bytes);

    /// <summary>Orders by bytes.</summary>
    public static bool operator <(ByteSize left, ByteSize right) => left.Bytes < right.Bytes;

    /// <summary>Orders by bytes.</summary>
    public static bool operator >(ByteSize left, ByteSize right) => left.Bytes > right.Bytes;

    /// <summary>Orders by bytes.</summary>
    public static bool operator <=(ByteSize left, ByteSize right) => left.Bytes <= right.Bytes;

    /// <summary>Orders by bytes.</summary>
    public static bool operator >=(ByteSize left, ByteSize right) => left.Bytes >= right.Bytes;

    private static bool TryFactor(ReadOnlySpan<char> unit, out decimal factor)
    {
        factor = 1;
        if (unit.Length == 0 || unit.Equals("B", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var power = "kmgtpe".IndexOf(char.ToLowerInvariant(unit[0])) + 1;
        var rest = unit[1..];
        var binary = rest.StartsWith("i", StringComparison.OrdinalIgnoreCase);
        rest = binary ? rest[1..] : rest;
        for (var i = 0; i < power; i++)
        {
            factor *= binary ? 1024 : 1000;
        }

        return power > 0 && (rest.Length == 0 || rest.Equals("B", StringComparison.OrdinalIgnoreCase));
    }
}
