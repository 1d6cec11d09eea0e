using System.Text.RegularExpressions;

namespace Tare.Testing.Debian;

/// <summary>One alternative of a Depends field: <c>libc6 (&gt;= 2.35)</c>.</summary>
/// <param name="Name">The package, without <c>:any</c>.</param>
/// <param name="Relation">One of <c>&lt;&lt; &lt;= = &gt;= &gt;&gt;</c>, or empty.</param>
/// <param name="Version">The version, or empty.</param>
internal sealed partial record DebianDependency(string Name, string Relation, string Version)
{
    /// <summary>Reads a Depends field: all of the outer list, one of each inner list.</summary>
    internal static IReadOnlyList<IReadOnlyList<DebianDependency>> ParseAll(string? field) =>
        [.. (field ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(all => (IReadOnlyList<DebianDependency>)[.. all.Split('|', StringSplitOptions.TrimEntries).Select(Parse)])];

    private static DebianDependency Parse(string text)
    {
        var match = Alternative().Match(text);
        return new DebianDependency(match.Groups["name"].Value, match.Groups["relation"].Value, match.Groups["version"].Value);
    }

    [GeneratedRegex(@"^(?<name>[^\s:(]+)(:\S+)?\s*(\((?<relation>[<>=]+)\s*(?<version>[^)\s]+)\s*\))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alternative();
}
