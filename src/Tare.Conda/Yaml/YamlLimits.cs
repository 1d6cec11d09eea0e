namespace Tare.Conda.Yaml;

/// <summary>How much YAML is read before it is taken for an attack.</summary>
/// <param name="Length">Characters of the text.</param>
/// <param name="Nodes">Values once aliases are resolved.</param>
public sealed record YamlLimits(int Length, int Nodes)
{
    /// <summary>For files that people write.</summary>
    public static YamlLimits Settings { get; } = new(4 << 20, 200_000);

    /// <summary>For lock files, which have some hundred thousand lines at most.</summary>
    public static YamlLimits LockFiles { get; } = new(64 << 20, 4_000_000);
}
