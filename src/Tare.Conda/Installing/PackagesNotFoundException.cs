using Tare.Conda.MatchSpecs;

namespace Tare.Conda.Installing;

/// <summary>Packages are not where they should be; all of them are named at once.</summary>
public sealed class PackagesNotFoundException : CondaException
{
    private PackagesNotFoundException(string name, string message, string hint)
        : base(message, hint) => CondaName = name;

    /// <inheritdoc/>
    public override string? CondaName { get; }

    /// <summary>No channel in use has them. <paramref name="nearest"/> tells which name is like one that is not known.</summary>
    public static PackagesNotFoundException InChannels(IReadOnlyList<MatchSpec> specs, IEnumerable<string> channels, Func<string, string?> nearest)
    {
        var meant = specs.Select(s => nearest(s.Name)).Where(n => n is not null && !specs.Any(s => s.Name == n)).Distinct().Select(n => $"`{n}`").ToList();
        return new PackagesNotFoundException(
            "PackagesNotFoundInChannelsError",
            $"no channel has {string.Join(", ", specs.Select(s => $"`{s}`"))} (looked in {string.Join(", ", channels)})",
            meant.Count > 0 ? $"did you mean {string.Join(", ", meant)}? Or add the channel that has it with -c" : "check the spelling, or add the channel that has them with -c");
    }

    /// <summary>The environment does not have them.</summary>
    public static PackagesNotFoundException InEnvironment(IEnumerable<MatchSpec> specs, string prefix) => new(
        "PackagesNotFoundInPrefixError", $"`{prefix}` does not have {string.Join(", ", specs.Select(s => $"`{s}`"))}", "`tare list` shows what is installed");
}
