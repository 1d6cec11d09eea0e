using Tare.Primitives;

namespace Tare.Images.Building;

/// <summary>
/// Keeps the layer cache below a size: what no build used for the longest time goes first. Files are used when they are written, and when
/// <see cref="Touch"/> says so.
/// </summary>
public static class LayerCacheLimit
{
    // A build that runs beside this one has found its layers, and will read them.
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>What the cache may hold unless the user says otherwise.</summary>
    public static ByteSize Default { get; } = new(20_000_000_000);

    /// <summary>Removes what is too much of <paramref name="folder"/>. What cannot be removed, and what was used a moment ago, stays.</summary>
    public static void Apply(string folder, ByteSize limit, DateTimeOffset now) => Try(() => Shrink(folder, limit, now));

    /// <summary>Notes that a file is in use now.</summary>
    internal static void Touch(string path) => Try(() => File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime));

    private static void Shrink(string folder, ByteSize limit, DateTimeOffset now)
    {
        // Names with a dot in front are being written.
        var files = new DirectoryInfo(folder).GetFiles("*", SearchOption.AllDirectories).Where(f => !f.Name.StartsWith('.')).ToList();
        var excess = files.Sum(f => f.Length) - limit.Bytes;
        files.Sort((a, b) => a.LastWriteTimeUtc.CompareTo(b.LastWriteTimeUtc));
        foreach (var file in files)
        {
            var length = file.Length;
            if (excess <= 0 || now.UtcDateTime - file.LastWriteTimeUtc <= Grace)
            {
                return;
            }

            excess -= Try(file.Delete) ? length : 0;
        }
    }

    // Another build may have removed it, or it is another user's: the cache works without either, and the next build comes by here again.
    private static bool Try(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
