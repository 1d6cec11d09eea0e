namespace Tare.Archives.Packages;

/// <summary>
/// The permission bits that the kernel takes off new files. Reading them with umask(2) would change them for a moment under other
/// threads, so they come from /proc; where that is missing every bit is assumed.
/// </summary>
internal static class FileCreationMask
{
    internal static int Current { get; } = Read();

    private static int Read()
    {
        try
        {
            foreach (var line in File.ReadLines("/proc/self/status"))
            {
                if (line.StartsWith("Umask:", StringComparison.Ordinal))
                {
                    return Convert.ToInt32(line["Umask:".Length..].Trim(), 8);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
        }

        return 0x1FF;
    }
}
