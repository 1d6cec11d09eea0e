using System.Globalization;

namespace Tare.Cli.Views.Conda;

/// <summary>Times as Python's <c>isoformat</c> writes them.</summary>
internal static class CondaTime
{
    internal static string? Text(DateTimeOffset? time) => time is not { } value ? null
        : value.ToUniversalTime().ToString(value.Ticks % TimeSpan.TicksPerSecond / 10 == 0 ? "yyyy-MM-dd'T'HH:mm:ss'+00:00'" : "yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture);
}
