using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.EnvironmentFiles;

/// <summary>
/// An environment.yml with the place of each entry, so that it can be judged and repaired without being written anew. What conda
/// makes of it is no concern of this reading.
/// </summary>
public sealed class EnvironmentText
{
    /// <summary>The text.</summary>
    public required SourceText Source { get; init; }

    /// <summary>It says how the environment is called.</summary>
    public bool HasName { get; init; }

    /// <summary>The entries of <c>channels</c>.</summary>
    public IReadOnlyList<EnvironmentItem> Channels { get; init; } = [];

    /// <summary>The specs of <c>dependencies</c>.</summary>
    public IReadOnlyList<EnvironmentItem> Dependencies { get; init; } = [];

    /// <summary>The requirements of the <c>pip</c> list inside <c>dependencies</c>.</summary>
    public IReadOnlyList<EnvironmentItem> Pip { get; init; } = [];

    /// <summary>Where the word <c>pip</c> of that list stands, or null without one.</summary>
    public TextSpan? PipKey { get; init; }

    /// <summary>The value of <c>prefix</c>, or null.</summary>
    public EnvironmentItem? Prefix { get; init; }

    /// <summary>What is wrong with the file as YAML, or as a mapping of lists.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];
}
