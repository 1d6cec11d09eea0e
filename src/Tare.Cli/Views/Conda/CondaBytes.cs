using System.Globalization;

namespace Tare.Cli.Views.Conda;

/// <summary>Sizes as conda writes them: steps of 1024 under the names of steps of 1000.</summary>
internal static class CondaBytes
{
    internal static string Text(long bytes)
    {
        var kilo = bytes / 1024.0;
        var mega = kilo / 1024;
        return bytes < 1024 ? $"{bytes} B"
            : kilo < 1024 ? $"{Math.Round(kilo, MidpointRounding.ToEven).ToString("0", CultureInfo.InvariantCulture)} KB"
            : mega < 1024 ? $"{mega.ToString("0.0", CultureInfo.InvariantCulture)} MB"
            : $"{(mega / 1024).ToString("0.00", CultureInfo.InvariantCulture)} GB";
    }
}
