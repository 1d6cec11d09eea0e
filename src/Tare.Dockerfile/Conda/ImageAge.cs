using System.Globalization;
using System.Text.RegularExpressions;

namespace Tare.Dockerfile.Conda;

/// <summary>
/// The age that a tag tells: a date in it (<c>2023-05-01</c>, <c>20230501</c>), the year and month of NVIDIA's and conda's own
/// numbering (<c>nvcr.io/nvidia/pytorch:23.05-py3</c>, <c>continuumio/miniconda3:24.1.2-0</c>).
/// </summary>
internal static partial class ImageAge
{
    internal static DateOnly? DateOf(string image)
    {
        var tag = KnownImages.Tag(image);
        if (Dated().Match(tag) is { Success: true } dated)
        {
            return Date(dated, dated.Groups["day"].ValueSpan);
        }

        var isMonthly = KnownImages.HasCondaInOpt(image) || KnownImages.Repository(image).StartsWith("nvcr.io/nvidia/", StringComparison.Ordinal);
        return isMonthly && Monthly().Match(tag) is { Success: true } monthly ? Date(monthly, "1") : null;
    }

    private static DateOnly? Date(Match match, ReadOnlySpan<char> day)
    {
        var year = int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        var month = int.Parse(match.Groups["month"].ValueSpan, CultureInfo.InvariantCulture);
        var number = int.Parse(day, CultureInfo.InvariantCulture);
        year += year < 100 ? 2000 : 0;
        return year is >= 2010 and < 2100 && month is >= 1 and <= 12 && number >= 1 && number <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, number)
            : null;
    }

    [GeneratedRegex(@"(^|[^0-9])(?<year>20[1-9][0-9])[-.]?(?<month>[0-9]{2})[-.]?(?<day>[0-9]{2})([^0-9]|$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Dated();

    [GeneratedRegex(@"^(?<year>[12][0-9])\.(?<month>[0-9]{1,2})([^0-9]|$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Monthly();
}
