namespace Tare.Conda.Yaml;

/// <summary>A YAML sequence.</summary>
public sealed class YamlSequence(IReadOnlyList<YamlNode> items) : YamlNode
{
    /// <summary>The items, in the order of the document.</summary>
    public IReadOnlyList<YamlNode> Items { get; } = items;

    internal override int Weight { get; } = items.Aggregate(1, (sum, item) => sum + item.Weight);
}
