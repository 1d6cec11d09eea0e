using System.Globalization;
using Tare.Conda.Configuration;
using Tare.Conda.Prefixes;

namespace Tare.Conda.Activation;

/// <summary>Works out what it takes to enter, leave and re-enter environments, from the variables of the shell that asks. Runs nothing.</summary>
/// <param name="configuration">The configuration, with the shell's variables in its host.</param>
/// <param name="executable">The program that shells shall call: CONDA_EXE.</param>
/// <param name="scriptExtension">Which scripts the shell can run: <c>.sh</c>, <c>.fish</c> …</param>
public sealed class EnvironmentActivator(CondaConfiguration configuration, string executable, string scriptExtension)
{
    private readonly CondaHost _host = configuration.Host;
    private readonly List<string> _warnings = [];

    private int Level => int.TryParse(_host["CONDA_SHLVL"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var level) ? Math.Clamp(level, 0, 1000) : 0;

    private string SearchPath => _host["PATH"] ?? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>The folder that a name or path given to <c>activate</c> means; <see cref="EnvironmentNotFoundException"/>.</summary>
    public string Resolve(string? nameOrPath)
    {
        var named = nameOrPath ?? (configuration.Text("default_activation_env") is { Length: > 0 } text ? text : EnvironmentLocator.Base);
        if (named.Contains('/', StringComparison.Ordinal))
        {
            var path = PathExpansion.Full(named, _host);
            return Directory.Exists(Path.Join(path, "conda-meta")) ? path : throw new EnvironmentNotFoundException(path);
        }

        var prefix = EnvironmentLocator.Locate(configuration, named);
        return Directory.Exists(prefix) ? prefix : throw new EnvironmentNotFoundException(prefix);
    }

    /// <summary>Enters an environment, instead of the active one or stacked on it.</summary>
    public ActivationChange Activate(string prefix, bool? stack = null)
    {
        var level = Level;
        var old = _host["CONDA_PREFIX"];
        if (old == prefix && level > 0)
        {
            return Reactivate();
        }

        var stacked = level > 0 && (stack ?? level <= configuration.Integer("auto_stack"));
        var variables = ActivationVariables.Of(prefix, _warnings).Where(v => v.Value != ActivationVariables.UnsetMark).ToArray();
        var name = PromptName.Of(configuration, prefix);
        var modifier = Modifier(prefix, name, PromptStack.AfterActivation(configuration, stacked, name));
        var path = level == 0 || stacked || old is null ? ActivationPath.Add(SearchPath, prefix) : ActivationPath.Replace(SearchPath, old, prefix);
        List<KeyValuePair<string, string>> export =
        [
            new("PATH", path), new("CONDA_PREFIX", prefix), new("CONDA_SHLVL", Text(level + 1)), new("CONDA_DEFAULT_ENV", name), new("CONDA_PROMPT_MODIFIER", modifier),
            .. Named(variables), .. Saved(variables, level),
        ];
        if (level > 0 && old is not null)
        {
            export.Add(new($"CONDA_PREFIX_{level}", old));
        }

        if (stacked)
        {
            export.Add(new($"CONDA_STACKED_{level + 1}", "true"));
        }

        return new ActivationChange
        {
            DeactivateScripts = level > 0 && !stacked && old is not null ? ActivationScripts.Deactivate(old, scriptExtension) : [],
            Unset = ["_CE_M", "_CE_CONDA"],
            Export = [.. export, .. Program()],
            PromptModifier = Prompt(modifier),
            ActivateScripts = ActivationScripts.Activate(prefix, scriptExtension),
            Warnings = _warnings,
        };
    }

    /// <summary>Leaves the active environment, for the one that was active before it.</summary>
    public ActivationChange Deactivate()
    {
        var level = Level;
        if (_host["CONDA_PREFIX"] is not { } old || level < 1)
        {
            return ActivationChange.None;
        }

        var next = level > 1 ? _host[$"CONDA_PREFIX_{level - 1}"] ?? throw new ActivationException(level - 1) : null;
        var variables = ActivationVariables.Of(old, _warnings);
        List<string> unset = [];
        List<KeyValuePair<string, string>> export = [];
        var modifier = "";
        if (next is null)
        {
            unset.AddRange(["CONDA_PREFIX", "CONDA_DEFAULT_ENV", "CONDA_PROMPT_MODIFIER"]);
            export.Add(new("CONDA_SHLVL", Text(level - 1)));
        }
        else
        {
            var name = PromptName.Of(configuration, next);
            modifier = Modifier(next, name, PromptStack.AfterDeactivation(configuration));
            unset.Add($"CONDA_PREFIX_{level - 1}");
            var nextVariables = ActivationVariables.Of(next, _warnings).Where(v => v.Value != ActivationVariables.UnsetMark);
            export.AddRange([new("CONDA_PREFIX", next), new("CONDA_SHLVL", Text(level - 1)), new("CONDA_DEFAULT_ENV", name), new("CONDA_PROMPT_MODIFIER", modifier), .. Named(nextVariables)]);
        }

        var stacked = _host[$"CONDA_STACKED_{level}"] is not null;
        if (stacked)
        {
            unset.Add($"CONDA_STACKED_{level}");
        }

        Restore(variables, level - 1, export, unset);
        return new ActivationChange
        {
            EarlyPath = ActivationPath.Replace(SearchPath, old, stacked ? null : next),
            DeactivateScripts = ActivationScripts.Deactivate(old, scriptExtension),
            Unset = [.. unset, "_CE_M", "_CE_CONDA"],
            Export = [.. export, .. Program()],
            PromptModifier = Prompt(modifier),
            ActivateScripts = next is null ? [] : ActivationScripts.Activate(next, scriptExtension),
            Warnings = _warnings,
        };
    }

    /// <summary>Leaves and enters the active environment: after packages were installed into it.</summary>
    public ActivationChange Reactivate()
    {
        if (_host["CONDA_PREFIX"] is not { } prefix || Level < 1)
        {
            return ActivationChange.None;
        }

        var name = _host["CONDA_DEFAULT_ENV"] ?? PromptName.Of(configuration, prefix);
        var modifier = Modifier(prefix, name, PromptStack.Now(configuration));
        return new ActivationChange
        {
            DeactivateScripts = ActivationScripts.Deactivate(prefix, scriptExtension),
            Unset = ["_CE_M", "_CE_CONDA"],
            Export = [new("PATH", ActivationPath.Replace(SearchPath, prefix, prefix)), new("CONDA_SHLVL", Text(Level)), new("CONDA_PROMPT_MODIFIER", modifier), .. Program()],
            PromptModifier = Prompt(modifier),
            ActivateScripts = ActivationScripts.Activate(prefix, scriptExtension),
            Warnings = _warnings,
        };
    }

    // The value from before the environment comes back; without one the variable goes.
    private void Restore(IReadOnlyDictionary<string, string> variables, int level, List<KeyValuePair<string, string>> export, List<string> unset)
    {
        foreach (var (name, _) in variables)
        {
            if (_host[$"__CONDA_SHLVL_{level}_{name}"] is { } saved)
            {
                export.RemoveAll(e => e.Key == name);
                export.Add(new(name, saved));
                unset.Add($"__CONDA_SHLVL_{level}_{name}");
            }
            else if (export.All(e => e.Key != Case(name)))
            {
                unset.Add(Case(name));
            }
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Saved(IEnumerable<KeyValuePair<string, string>> variables, int level)
    {
        foreach (var (name, value) in variables)
        {
            if (_host.Variables.TryGetValue(name, out var before))
            {
                if (before != value)
                {
                    _warnings.Add($"overwriting the variable {name}");
                }

                yield return new($"__CONDA_SHLVL_{level}_{name}", before);
            }
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Named(IEnumerable<KeyValuePair<string, string>> variables) => variables.Select(v => new KeyValuePair<string, string>(Case(v.Key), v.Value));

    private string Case(string name) => configuration.Flag("envvars_force_uppercase") ? name.ToUpperInvariant() : name;

    /// <summary>The variables that say where the program and its root are.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Program() =>
    [
        new("CONDA_EXE", executable), new("_CONDA_EXE", executable), new("CONDA_PYTHON_EXE", Path.Join(configuration.Root.Path, "bin", "python")),
        new("_CONDA_ROOT", configuration.Root.Path), new("MAMBA_ROOT_PREFIX", configuration.Root.Path),
    ];

    private string Modifier(string prefix, string name, string stacked) => !configuration.Flag("changeps1") ? "" : configuration.Text("env_prompt")
        .Replace("{default_env}", name, StringComparison.Ordinal)
        .Replace("{stacked_env}", stacked, StringComparison.Ordinal)
        .Replace("{prefix}", prefix, StringComparison.Ordinal)
        .Replace("{name}", Path.GetFileName(prefix), StringComparison.Ordinal);

    private string? Prompt(string modifier) => configuration.Flag("changeps1") ? modifier : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
