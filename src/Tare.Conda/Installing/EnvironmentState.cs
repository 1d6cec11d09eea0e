using System.Text.Json;
using System.Text.Json.Nodes;
using Tare.Primitives.Files;
using Tare.Primitives.Json;

namespace Tare.Conda.Installing;

/// <summary>The file <c>conda-meta/state</c>, in which an environment keeps its own variables (CEP 24, <c>variables</c>).</summary>
public static class EnvironmentState
{
    private const string Name = "conda-meta/state";
    private const string Variables = "env_vars";

    /// <summary>The variables of an environment; none where it has no such file.</summary>
    /// <exception cref="InstallException">The file is damaged.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(string prefix) =>
        Document(prefix)[Variables] is JsonObject map ? [.. map.Select(v => KeyValuePair.Create(v.Key, v.Value?.ToString() ?? ""))] : [];

    /// <summary>The file with further variables, as a part of a change; nothing where there are none.</summary>
    internal static IReadOnlyDictionary<string, byte[]> Files(string prefix, IReadOnlyList<KeyValuePair<string, string>>? variables)
    {
        if (variables is not { Count: > 0 })
        {
            return new Dictionary<string, byte[]>();
        }

        var document = Document(prefix);
        var map = document[Variables] as JsonObject ?? [];
        document[Variables] = map;
        foreach (var (name, value) in variables)
        {
            map[name] = value;
        }

        return new Dictionary<string, byte[]> { [Name] = JsonWriting.Bytes(JsonWriting.Indented, writer => document.WriteTo(writer)).ToArray() };
    }

    /// <summary>Sets variables of an environment at once, or not at all; what else is in the file stays.</summary>
    /// <exception cref="InstallException">The file is damaged.</exception>
    public static void Set(string prefix, IReadOnlyList<KeyValuePair<string, string>> variables)
    {
        foreach (var (name, content) in Files(prefix, variables))
        {
            AtomicFile.Write(Path.Join(prefix, name), content);
        }
    }

    private static JsonObject Document(string prefix)
    {
        var path = Path.Join(prefix, Name);
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            return JsonNode.Parse(File.ReadAllBytes(path)) as JsonObject ?? throw new InstallException($"`{path}` is damaged", "remove it, and set the variables again");
        }
        catch (JsonException exception)
        {
            throw new InstallException($"`{path}` is damaged", "remove it, and set the variables again", exception);
        }
    }
}
