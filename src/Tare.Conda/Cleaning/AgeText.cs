using Tare.Primitives;

namespace Tare.Conda.Cleaning;

/// <summary>A length of time in the words people use for ages.</summary>
public static class AgeText
{
    /// <summary><c>3 days</c>, <c>1 hour</c>, <c>less than a minute</c>: whole units, the largest that fits.</summary>
    public static string Of(TimeSpan age) => age switch
    {
        { TotalDays: >= 1 } => Grammar.Count((long)age.TotalDays, "day"),
        { TotalHours: >= 1 } => Grammar.Count((long)age.TotalHours, "hour"),
        { TotalMinutes: >= 1 } => Grammar.Count((long)age.TotalMinutes, "minute"),
        _ => "less than a minute",
    };

    /// <summary>Reads <c>14d</c>, <c>36h</c>, <c>90m</c>, <c>45s</c>, <c>2w</c>, or a bare number of days.</summary>
    public static bool TryParse(string? text, out TimeSpan age)
    {
        age = default;
        var trimmed = (text ?? "").Trim();
        if (trimmed.Length == 0)
        {
            return false;
        }

        var unit = char.ToLowerInvariant(trimmed[^1]);
        var number = char.IsAsciiDigit(unit) ? trimmed : trimmed[..^1];
        var seconds = unit switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86400,
            'w' => 7 * 86400,
            _ => char.IsAsciiDigit(unit) ? 86400 : 0,
        };
        if (seconds == 0 || !double.TryParse(number, System.Globalization.NumberStyles.AllowDecimalPoint, null, out var value) || value * seconds > 1e10)
        {
            return false;
        }

        age = TimeSpan.FromSeconds(value * seconds);
        return true;
    }
}
