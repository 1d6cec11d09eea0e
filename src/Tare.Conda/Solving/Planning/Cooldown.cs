using System.Globalization;

namespace Tare.Conda.Solving.Planning;

/// <summary>What `exclude_newer` says: a day, a moment, or an age such as <c>7d</c>, <c>12h</c>, <c>P1W</c>, <c>PT12H</c> (ISO 8601 with one unit).</summary>
internal static class Cooldown
{
    /// <summary>The moment after which packages are left out, or null where the text is empty or lets all through.</summary>
    /// <param name="setting">The setting's name, for the message.</param>
    /// <param name="text">Its text.</param>
    /// <param name="now">What an age counts back from.</param>
    /// <exception cref="CondaException">The text is neither a date nor an age.</exception>
    public static DateTimeOffset? Parse(string setting, string text, DateTimeOffset now)
    {
        if (text.Length == 0 || text.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment
            : TryAge(text, out var age) ? now - age
            : throw new CondaException($"{setting} is `{text}`, which is neither a date nor an age", "write 2025-01-31 or 7d");
    }

    private static bool TryAge(string text, out TimeSpan age)
    {
        var upper = text.ToUpperInvariant();
        var isTime = upper.StartsWith("PT", StringComparison.Ordinal);
        var digits = upper.AsSpan(isTime ? 2 : upper.StartsWith('P') ? 1 : 0);
        TimeSpan? unit = digits is [.., var last]
            ? (last, isTime) switch
            {
                ('W', false) => TimeSpan.FromDays(7),
                ('D', false) => TimeSpan.FromDays(1),
                ('H', _) => TimeSpan.FromHours(1),
                ('M', true) => TimeSpan.FromMinutes(1),
                _ => null,
            }
            : null;
        age = default;
        if (unit is not { } one || !int.TryParse(digits[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > 100_000)
        {
            return false;
        }

        age = one * count;
        return true;
    }
}
