namespace Tare.Conda.Yaml;

/// <summary>A key of a YAML mapping and its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
public readonly record struct YamlEntry(YamlScalar Key, YamlNode Value);
