namespace Tare.Conda.Prefixes;

/// <summary>A record of conda-meta that cannot be read.</summary>
public sealed class PrefixRecordException(string path, string reason, Exception? inner = null)
    : CondaException($"the record `{path}` is damaged: {reason}", "install that package again, or remove the file", inner)
{
    /// <summary>The record.</summary>
    public string Path { get; } = path;

    /// <summary>What is wrong with it.</summary>
    public string Reason { get; } = reason;
}
