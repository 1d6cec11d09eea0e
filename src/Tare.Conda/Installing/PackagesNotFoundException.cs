using Tare.Conda.Channels;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Repodata;
using Tare.Conda.Searching;
using Tare.Primitives;

namespace Tare.Conda.Installing;

/// <summary>Packages are not where they should be; all of them are named at once.</summary>
public sealed class PackagesNotFoundException : CondaException
{
    private PackagesNotFoundException(string name, string message, string hint)
        : base(message, hint) => CondaName = name;

    /// <inheritdoc/>
    public override string? CondaName { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> CondaFields =>
    [
        Prefix is null ? new("channels_formatted", Dashes(Urls)) : new("prefix", Prefix),
        new("packages_formatted", Dashes(Packages)),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> CondaLists =>
        Prefix is null ? [new("channel_urls", Urls), new("packages", Packages)] : [new("package_name", Packages)];

    private string? Prefix { get; init; }

    private IReadOnlyList<string> Packages { get; init; } = [];

    private IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>None of the lists has them.</summary>
    /// <param name="specs">What was looked for.</param>
    /// <param name="lists">Where.</param>
    /// <param name="loaded">Those of the lists that are there.</param>
    internal static PackagesNotFoundException InChannels(IReadOnlyList<MatchSpec> specs, IReadOnlyList<RepodataLocation> lists, IReadOnlyList<ChannelRepodata> loaded)
    {
        var search = new PackageSearch(loaded);
        var meant = specs.Select(s => search.NearestName(s.Name)).Where(n => n is not null && !specs.Any(s => s.Name == n)).Distinct().Select(n => $"`{n}`").ToList();
        return new PackagesNotFoundException(
            "PackagesNotFoundInChannelsError",
            $"no channel has {string.Join(", ", specs.Select(s => $"`{s}`"))}{Platforms(lists)} (looked in {string.Join(", ", lists.Select(l => l.ChannelName).Distinct())}){Unreadable(loaded)}",
            specs.FirstOrDefault(s => IsFileName(s.Name)) is { } file ? $"a file is read with --file: `--file {file.Name}`"
            : meant.Count > 0 ? $"did you mean {string.Join(", ", meant)}? Or add the channel that has it with -c" : "check the spelling, or add a channel with -c")
        {
            Packages = [.. specs.Select(s => s.ToString())],
            Urls = [.. lists.Select(l => l.FolderWithoutCredentials)],
        };
    }

    // `create environment.yml` for `create --file environment.yml`.
    private static bool IsFileName(string name) => name.EndsWith(".yml", StringComparison.Ordinal) || name.EndsWith(".yaml", StringComparison.Ordinal) || name.EndsWith(".txt", StringComparison.Ordinal);

    private static string Dashes(IEnumerable<string> lines) => string.Concat(lines.Select(l => $"\n  - {l}"));

    private static string Platforms(IReadOnlyList<RepodataLocation> lists) =>
        lists.Select(l => l.Subdir).Where(s => s != Subdirs.NoArch).Distinct().ToList() is { Count: > 0 } subdirs ? $" for {string.Join(", ", subdirs)}" : "";

    // What is missing may be one of these.
    private static string Unreadable(IReadOnlyList<ChannelRepodata> loaded) => string.Concat(loaded.Where(l => l.SkippedCount > 0)
        .Select(l => $"; {Grammar.Count(l.SkippedCount, "record")} of {l.Url} cannot be read and {(l.SkippedCount == 1 ? "was" : "were")} left out"));

    /// <summary>The environment does not have them.</summary>
    public static PackagesNotFoundException InEnvironment(IReadOnlyList<MatchSpec> specs, string prefix) => new(
        "PackagesNotFoundInPrefixError", $"`{prefix}` does not have {string.Join(", ", specs.Select(s => $"`{s}`"))}", "`tare list` shows what is installed")
    {
        Prefix = prefix,
        Packages = [.. specs.Select(s => s.ToString())],
    };
}
