using System.Text.RegularExpressions;

namespace Tare.Cli.Commands.List;

/// <summary>A regular expression that a user gives for names of packages.</summary>
internal static class PackagePattern
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>The name contains a match, whatever the case; <see cref="UsageException"/> where that is no expression.</summary>
    internal static bool Matches(string pattern, string name)
    {
        // Most patterns are words or `^word`: no engine is needed for those.
        var word = pattern.StartsWith('^') ? pattern.AsSpan(1) : pattern;
        if (word.IndexOfAnyExcept(Letters) < 0)
        {
            return pattern.StartsWith('^') ? name.AsSpan().StartsWith(word, StringComparison.OrdinalIgnoreCase) : name.Contains(pattern, StringComparison.OrdinalIgnoreCase);
        }

        try
        {
            return Regex.IsMatch(name, pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Limit);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException($"`{pattern}` is not a regular expression: {exception.Message.TrimEnd('.')}");
        }
    }

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");
}
