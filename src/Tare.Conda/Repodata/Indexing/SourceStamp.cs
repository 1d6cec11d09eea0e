namespace Tare.Conda.Repodata.Indexing;

/// <summary>By what a file is known to be the same as before.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="ModifiedTicks">The time of the last change, in 100 ns ticks of UTC.</param>
internal readonly record struct SourceStamp(long Length, long ModifiedTicks)
{
    /// <summary>The state of a file now.</summary>
    public static SourceStamp Of(string path)
    {
        var file = new FileInfo(path);
        return new SourceStamp(file.Length, file.LastWriteTimeUtc.Ticks);
    }
}
