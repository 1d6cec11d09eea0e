using System.Text.Json;

namespace Tare.Conda.Activation;

/// <summary>The variables that an environment brings: those of its packages (<c>etc/conda/env_vars.d</c>), then its own (<c>conda-meta/state</c>).</summary>
public static class ActivationVariables
{
    /// <summary>What <c>state</c> holds for a variable that is to be left alone.</summary>
    public const string UnsetMark = "***unset***";

    /// <summary>The variables by name; PATH is reserved and left out, with a remark.</summary>
    public static IReadOnlyDictionary<string, string> Of(string prefix, ICollection<string> warnings)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        var folder = Path.Join(prefix, "etc", "conda", "env_vars.d");
        if (Directory.Exists(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
            {
                Add(variables, file, null, warnings);
            }
        }

        var state = Path.Join(prefix, "conda-meta", "state");
        if (File.Exists(state))
        {
            Add(variables, state, "env_vars", warnings);
        }

        if (variables.Remove("PATH", out var path) && path != UnsetMark)
        {
            warnings.Add($"the variable PATH of environment {prefix} is reserved and left alone");
        }

        return variables;
    }

    private static void Add(Dictionary<string, string> variables, string file, string? property, ICollection<string> warnings)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var map = document.RootElement;
            if (property is not null && (map.ValueKind != JsonValueKind.Object || !map.TryGetProperty(property, out map)))
            {
                return;
            }

            foreach (var variable in map.EnumerateObject())
            {
                if (variable.Value.ValueKind == JsonValueKind.String && IsName(variable.Name))
                {
                    variables[variable.Name] = variable.Value.GetString()!;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            warnings.Add($"the variables in {file} cannot be read");
        }
    }

    /// <summary>A name that every shell takes; anything else could carry commands.</summary>
    internal static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
