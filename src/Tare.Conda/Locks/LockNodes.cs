using Tare.Conda.EnvironmentFiles;
using Tare.Conda.Yaml;

namespace Tare.Conda.Locks;

/// <summary>The nodes of a lock file, with errors that say where.</summary>
internal sealed class LockNodes(string path)
{
    internal string Path => path;

    internal YamlNode Required(YamlMapping map, string key) => map[key] ?? throw At(map, $"`{key}` is missing");

    internal string Text(YamlNode node, string key) => node is YamlScalar { IsNull: false } scalar ? scalar.Text : throw At(node, $"`{key}` must be a text");

    internal string RequiredText(YamlMapping map, string key) => Text(Required(map, key), key);

    internal string? OptionalText(YamlMapping map, string key) => map[key] is null or YamlScalar { IsNull: true } ? null : Text(map[key]!, key);

    internal YamlMapping Map(YamlNode node, string key) => node as YamlMapping ?? throw At(node, $"`{key}` must be a mapping");

    internal IReadOnlyList<YamlNode> List(YamlNode? node, string key) => node switch
    {
        null or YamlScalar { IsNull: true } => [],
        YamlSequence list => list.Items,
        _ => throw At(node, $"`{key}` must be a list"),
    };

    /// <summary>A hash in lower case, checked to be one.</summary>
    internal string? Hash(YamlMapping map, string key, int digits)
    {
        var hash = OptionalText(map, key)?.ToLowerInvariant();
        return hash is null || (hash.Length == digits && hash.All(char.IsAsciiHexDigit)) ? hash : throw At(map[key]!, $"`{key}` is not {digits} hex digits");
    }

    internal EnvironmentFileException At(YamlNode node, string reason, string? hint = null) =>
        new(path, node.Line, node.Column, reason, hint ?? "the lock file is damaged: make it again");
}
