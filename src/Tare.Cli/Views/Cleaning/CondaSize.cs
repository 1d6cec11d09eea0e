namespace Tare.Cli.Views.Cleaning;

/// <summary>A number of bytes as conda writes it: powers of 1024 under the names KB, MB, GB.</summary>
internal static class CondaSize
{
    internal static string Text(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => $"{Math.Round(bytes / 1024.0, MidpointRounding.ToEven)} KB",
        < 1024L * 1024 * 1024 => $"{bytes / 1048576.0:0.0} MB",
        _ => $"{bytes / 1073741824.0:0.00} GB",
    };
}
