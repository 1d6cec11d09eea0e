using System.Text;
using System.Text.Json;

namespace Tare.Images.Building;

/// <summary>
/// What activating the environments would set, worked out once: written into the image's configuration it holds for every process of
/// a container, without conda and without a shell. Scripts of packages that only set variables are read; others are run where there
/// is a sandbox, and named where there is none.
/// </summary>
public sealed class FrozenActivation
{
    private const string DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private FrozenActivation(IReadOnlyList<KeyValuePair<string, string>> variables, IReadOnlyList<UnfrozenScript> unfrozen) => (Variables, Unfrozen) = (variables, unfrozen);

    /// <summary>All variables of the container, those of the base first.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Variables { get; }

    /// <summary>The scripts that could be neither read nor run.</summary>
    public IReadOnlyList<UnfrozenScript> Unfrozen { get; }

    /// <summary>Activates the first environment; the programs of the others come behind its own.</summary>
    /// <param name="environments">The environments.</param>
    /// <param name="baseVariables">The variables of the base, as <c>NAME=VALUE</c>.</param>
    /// <param name="files">What activation reads, by absolute path in the image.</param>
    /// <param name="shell">What runs scripts, or null and why there is nothing.</param>
    internal static FrozenActivation Of(IReadOnlyList<BuildEnvironment> environments, IEnumerable<string> baseVariables, IReadOnlyDictionary<string, byte[]> files, (ActivationCache? Cache, string? Reason) shell)
    {
        var variables = new List<KeyValuePair<string, string>>();
        foreach (var text in baseVariables)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            Set(variables, equals < 0 ? text : text[..equals], equals < 0 ? "" : text[(equals + 1)..]);
        }

        var path = variables.FirstOrDefault(v => v.Key == "PATH").Value is { Length: > 0 } given ? given : DefaultPath;
        Set(variables, "PATH", string.Join(':', environments.Select(e => $"{e.Prefix}/bin").Append(path)));
        var unfrozen = new List<UnfrozenScript>();
        if (environments.Count > 0)
        {
            unfrozen.AddRange(Activate(environments[0], variables, files, shell));
        }

        return new FrozenActivation(variables, unfrozen);
    }

    private static IEnumerable<UnfrozenScript> Activate(BuildEnvironment environment, List<KeyValuePair<string, string>> variables, IReadOnlyDictionary<string, byte[]> files, (ActivationCache? Cache, string? Reason) shell)
    {
        Set(variables, "CONDA_PREFIX", environment.Prefix);
        Set(variables, "CONDA_SHLVL", "1");
        Set(variables, "CONDA_DEFAULT_ENV", environment.Name);
        foreach (var content in Below(files, $"{environment.Prefix}/etc/conda/env_vars.d/", ""))
        {
            ReadVariables(content.Value, variables);
        }

        foreach (var (name, value) in environment.Variables)
        {
            Set(variables, name, value);
        }

        foreach (var (path, content) in Below(files, $"{environment.Prefix}/etc/conda/activate.d/", ".sh"))
        {
            var known = variables.ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);
            var sourced = ShellAssignments.TryRead(Encoding.UTF8.GetString(content), known, out var read)
                ? new SourcedScript([.. read.Select(r => KeyValuePair.Create(r.Key, (string?)r.Value))])
                : shell.Cache?.Source(environment.Prefix, path, variables) ?? new SourcedScript(null, shell.Reason, CanRunLater: true);
            if (sourced.Variables is null)
            {
                yield return new UnfrozenScript(path, sourced.Problem!, sourced.CanRunLater);
            }

            foreach (var (name, value) in sourced.Variables ?? [])
            {
                Set(variables, name, value);
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, byte[]>> Below(IReadOnlyDictionary<string, byte[]> files, string folder, string extension) =>
        files.Where(f => f.Key.StartsWith(folder, StringComparison.Ordinal) && f.Key.EndsWith(extension, StringComparison.Ordinal)).OrderBy(f => f.Key, StringComparer.Ordinal);

    private static void ReadVariables(byte[] json, List<KeyValuePair<string, string>> variables)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (var variable in document.RootElement.EnumerateObject().Where(v => v.Value.ValueKind == JsonValueKind.String && v.Name != "PATH"))
            {
                Set(variables, variable.Name, variable.Value.GetString()!);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // conda warns and goes on as well.
        }
    }

    private static void Set(List<KeyValuePair<string, string>> variables, string name, string? value)
    {
        var at = variables.FindIndex(v => v.Key == name);
        if (value is null)
        {
            variables.RemoveAll(v => v.Key == name);
        }
        else if (at < 0)
        {
            variables.Add(new(name, value));
        }
        else
        {
            variables[at] = new(name, value);
        }
    }
}
