using Tare.Cli.Commands.Changes;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Records;

namespace Tare.Cli.Commands.Compare;

/// <summary>Compares what files ask for with what is installed, in the words of conda/cli/main_compare.py.</summary>
internal static class PackageComparison
{
    /// <summary>A line for each package that is missing or another than asked for.</summary>
    internal static IReadOnlyList<string> Differences(RequestedPackages requested, IReadOnlyList<RepoDataRecord> installed) =>
    [
        .. requested.Dependencies.Select(d => Difference(d.Spec, d.Text, installed)).OfType<string>(),
        .. requested.Files.SelectMany(f => f.Content.PipRequirements).Select(r => PipDifference(r, installed)).OfType<string>(),
    ];

    private static string? Difference(MatchSpec spec, string text, IReadOnlyList<RepoDataRecord> installed)
    {
        var named = installed.Where(r => spec.MatchesName(r.Name)).ToList();
        return named.Count == 0 ? $"{spec.Name ?? text} not found"
            : named.Any(spec.Matches) ? null
            : $"{named[0].Name} found but mismatch. Specification pkg: {text}, Running pkg: {named[0].Name}={named[0].Version}={named[0].Build}";
    }

    // `Flask[async] ~=2.0 ; python_version > "3"`: extras say nothing of the package itself, and what a marker leaves out need not be there.
    private static string? PipDifference(string requirement, IReadOnlyList<RepoDataRecord> installed)
    {
        var parts = requirement.Split([';', '#'], 2, StringSplitOptions.TrimEntries);
        var length = parts[0].AsSpan().IndexOfAnyExcept(NameLetters) is var end and >= 0 ? end : parts[0].Length;
        if (length == 0 || requirement[0] == '-')
        {
            return null;
        }

        var name = parts[0][..length].Replace('_', '-').Replace('.', '-').ToLowerInvariant();
        var rest = parts[0][length..].TrimStart();
        rest = rest.StartsWith('[') ? rest[(rest.IndexOf(']', StringComparison.Ordinal) + 1)..] : rest;
        var hasMarker = requirement.Contains(';', StringComparison.Ordinal) && installed.All(r => r.Name != name);
        return hasMarker || !MatchSpec.TryParse(name + (rest.StartsWith('@') ? "" : rest.Replace(" ", "", StringComparison.Ordinal)), null, out var spec, out _) ? null
            : Difference(spec, requirement, installed);
    }

    private static readonly System.Buffers.SearchValues<char> NameLetters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");
}
