using Tare.Conda.Repodata.Indexing;

namespace Tare.Conda.Repodata.Json;

/// <summary>From the text of a package list to an index, on two threads where it pays.</summary>
internal static class RepodataReader
{
    private const long WorthSplitting = 4 << 20;

    /// <summary>Reads all of a text.</summary>
    /// <param name="text">The list.</param>
    /// <param name="origin">What messages call it: its URL without credentials.</param>
    /// <param name="options">What to leave out and what the index remembers.</param>
    /// <exception cref="RepodataException">The text is cut off, is no JSON, or is no package list.</exception>
    public static RepodataIndex Read(RepodataText text, string origin, RepodataReadOptions options)
    {
        if (text.Length > uint.MaxValue)
        {
            throw new RepodataException(origin, $"is larger than 4 GiB ({text.Length} bytes)");
        }

        var first = new RepodataParser(text, 0, RepodataSection.Start, options.TarBz2Only);
        var split = text.Length >= WorthSplitting && Environment.ProcessorCount > 1 && !options.TarBz2Only
            ? RepodataSplitter.Find(text, text.Length / 2)
            : -1;
        if (split < 0)
        {
            first.ReadUntil(-1);
            return Finish(origin, options, first);
        }

        var second = new RepodataParser(text, split, RepodataSection.Record, options.TarBz2Only);
        Exception? raised = null;
        var helper = new Thread(() => raised = Catch(() => second.ReadUntil(-1))) { Name = "repodata" };
        helper.Start();
        var met = first.ReadUntil(split);
        helper.Join();
        if (!met)
        {
            return Finish(origin, options, first);
        }

        return raised is null ? Finish(origin, options, first, second) : throw new RepodataException(origin, $"cannot be read: {raised.Message}", inner: raised);
    }

    private static Exception? Catch(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception exception) when (exception is IOException or OverflowException or UnauthorizedAccessException)
        {
            return exception;
        }
    }

    private static RepodataIndex Finish(string origin, RepodataReadOptions options, params RepodataParser[] parts)
    {
        if (parts.Select(p => p.Fault).FirstOrDefault(f => f is not null) is { } fault)
        {
            throw new RepodataException(origin, fault, "the server or a proxy sent something else than the package list; fetch it again, or name another mirror");
        }

        var info = new RepodataInfo(
            parts.Select(p => p.Subdir).FirstOrDefault(s => s is not null) ?? "",
            parts.Select(p => p.BaseUrl).FirstOrDefault(u => u is not null) ?? "");
        return new IndexBuilder([.. parts.Select(p => p.Batch)]).Build(info, options.Source);
    }
}
