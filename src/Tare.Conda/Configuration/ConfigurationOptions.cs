namespace Tare.Conda.Configuration;

/// <summary>What the command line says about the configuration.</summary>
public sealed record ConfigurationOptions
{
    /// <summary>Nothing said.</summary>
    public static readonly ConfigurationOptions None = new();

    /// <summary><c>--root-prefix</c>.</summary>
    public string? RootPrefix { get; init; }

    /// <summary>The environment that the command is about, as a path; its .condarc counts. Null means the active one.</summary>
    public string? Prefix { get; init; }

    /// <summary>Settings that have an option of their own (<c>always_yes</c>, <c>channels</c> …): key and texts, several for a list.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Settings { get; init; } = [];
}
