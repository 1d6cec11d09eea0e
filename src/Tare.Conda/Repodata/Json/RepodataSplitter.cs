namespace Tare.Conda.Repodata.Json;

/// <summary>
/// Finds a place near the middle of a package list where a record seems to start, for a second thread. It is a guess: text inside a
/// string may look the same, so the reader of the first part checks that it arrives there.
/// </summary>
internal static class RepodataSplitter
{
    private const int Reach = 1 << 20;

    /// <summary>The place of the opening quote of a record's file name, or -1.</summary>
    public static long Find(RepodataText text, long middle)
    {
        var buffer = new byte[Reach];
        var window = buffer.AsSpan(0, text.Read(middle, buffer));
        var at = 0;
        while (true)
        {
            var found = window[at..].IndexOf("\":"u8);
            if (found < 0)
            {
                return -1;
            }

            at += found;
            var name = window[..at];
            var start = name.LastIndexOf((byte)'"');
            at += 2;
            if (start >= 0 && ArchiveKey.TryStem(name[(start + 1)..], out _, out _) && window[at..].TrimStart(" \r\n\t"u8).StartsWith("{"u8))
            {
                return middle + start;
            }
        }
    }
}
