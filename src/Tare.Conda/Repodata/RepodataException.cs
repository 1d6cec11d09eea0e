using Tare.Conda.Records;

namespace Tare.Conda.Repodata;

/// <summary>The list of a channel's packages, or of what they export, cannot be had or cannot be read. The message names the channel's URL.</summary>
public sealed class RepodataException(string source, string problem, string? hint = null, Exception? inner = null)
    : CondaException($"the {(source.EndsWith(RunExports.FileName, StringComparison.Ordinal) ? "list of run exports" : "package list")} {source} {problem}", hint, inner)
{
    private const int LongestSubdir = 64;

    /// <summary>The URL (without credentials) or the path of the list.</summary>
    public string Origin { get; } = source;

    /// <summary>What is wrong with it, to be read after its URL.</summary>
    public string Problem { get; } = problem;

    /// <summary>The list says that it is of another subdir; what it says is shown where it could be one.</summary>
    internal static RepodataException OfOtherSubdir(RepodataLocation location, string subdir)
    {
        var isPlain = subdir.Length <= LongestSubdir && subdir.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        return new RepodataException(
            location.Url, $"is the list of {(isPlain ? subdir : "something else")}, not of {location.Subdir}", "the channel is put together wrongly: tell its owner");
    }
}
