namespace Tare.Conda.Yaml;

/// <summary>A YAML mapping whose keys are scalars, each there once.</summary>
public sealed class YamlMapping(IReadOnlyList<YamlEntry> entries) : YamlNode
{
    /// <summary>The entries, in the order of the document.</summary>
    public IReadOnlyList<YamlEntry> Entries { get; } = entries;

    /// <summary>The value of a key, or null where the key is missing.</summary>
    public YamlNode? this[string key]
    {
        get
        {
            foreach (var entry in Entries)
            {
                if (entry.Key.Text == key)
                {
                    return entry.Value;
                }
            }

            return null;
        }
    }

    internal override int Weight { get; } = entries.Aggregate(1, (sum, entry) => sum + 1 + entry.Value.Weight);
}
