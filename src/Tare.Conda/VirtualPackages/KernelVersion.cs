namespace Tare.Conda.VirtualPackages;

/// <summary>The version of a Linux kernel: two to four numbers at the beginning of its release, such as <c>6.1.0</c> of <c>6.1.0-18-amd64</c>.</summary>
internal static class KernelVersion
{
    internal static string? Of(string release)
    {
        var end = 0;
        for (var part = 0; part < 4; part++)
        {
            var start = part == 0 ? 0 : end + 1;
            var stop = start;
            while (stop < release.Length && char.IsAsciiDigit(release[stop]))
            {
                stop++;
            }

            if (stop == start || (part > 0 && release[end] != '.'))
            {
                return part < 2 ? null : release[..end];
            }

            end = stop;
            if (end == release.Length)
            {
                return part < 1 ? null : release;
            }
        }

        return release[..end];
    }
}
