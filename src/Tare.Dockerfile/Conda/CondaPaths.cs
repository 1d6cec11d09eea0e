namespace Tare.Dockerfile.Conda;

/// <summary>Tells paths of conda roots and environments by how they look.</summary>
internal static class CondaPaths
{
    private static readonly string[] RootNames =
    [
        "conda", "miniconda", "miniconda3", "miniforge", "miniforge3", "mambaforge", "anaconda", "anaconda3", "micromamba", "mamba",
    ];

    // What images and people call the variable that holds the root.
    private static readonly string[] RootVariables =
        ["$CONDA_DIR", "$CONDA_ROOT", "$CONDA_HOME", "$CONDA_PATH", "$MAMBA_ROOT_PREFIX", "$MINICONDA_DIR", "$MINICONDA_HOME"];

    /// <summary>A root, named or in a variable.</summary>
    internal static bool IsRoot(string path)
    {
        var plain = path.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);
        var parts = plain.Split('/');
        return RootVariables.Contains(plain) || (parts.Length > 1 && RootNames.Contains(parts[^1]));
    }

    /// <summary>A root, or an environment in one.</summary>
    internal static bool IsPrefix(string path)
    {
        var parts = path.TrimEnd('/').Split('/');
        var envs = Array.IndexOf(parts, "envs");
        return parts.Length > 1 && (RootNames.Contains(parts[^1]) || (envs > 0 && envs >= parts.Length - 2 && envs < parts.Length));
    }
}
