using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Configuration;

/// <summary>
/// The table <c>[lint]</c> of a <c>.tare.toml</c>: what a project has agreed on. Options of the command line go before it.
/// </summary>
public sealed record LintConfiguration
{
    /// <summary>Nothing is set.</summary>
    public static LintConfiguration Empty { get; } = new();

    /// <summary>The file it was read from, or null.</summary>
    public string? Path { get; init; }

    /// <summary>Only these rules: codes or their beginnings.</summary>
    public IReadOnlyList<string> Select { get; init; } = [];

    /// <summary>All but these.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>The severity from which on the command fails.</summary>
    public Severity? FailLevel { get; init; }

    /// <summary>From how many days on a base image is old.</summary>
    public int? MaximumBaseAge { get; init; }

    /// <summary>Reads the text of a <c>.tare.toml</c>; <see cref="DockerfileException"/> names file and line of what it cannot take.</summary>
    public static LintConfiguration Parse(string text, string path)
    {
        var configuration = Empty with { Path = path };
        foreach (var entry in TomlReader.Read(text, path).Where(e => e.Table == "lint"))
        {
            configuration = entry.Key switch
            {
                "select" => configuration with { Select = entry.Strings() },
                "ignore" => configuration with { Ignore = entry.Strings() },
                "fail-level" => configuration with { FailLevel = Level(entry) },
                "max-base-age" => configuration with { MaximumBaseAge = entry.Number() },
                _ => throw entry.Error("is no setting of [lint]; there are select, ignore, fail-level and max-base-age"),
            };
        }

        return configuration;
    }

    private static Severity Level(TomlEntry entry) => entry.Strings() switch
    {
        ["error"] => Severity.Error,
        ["warning"] => Severity.Warning,
        ["info"] => Severity.Info,
        _ => throw entry.Error("takes \"error\", \"warning\" or \"info\""),
    };
}
