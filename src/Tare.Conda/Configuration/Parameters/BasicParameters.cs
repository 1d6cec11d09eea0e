namespace Tare.Conda.Configuration.Parameters;

/// <summary>Where environments and packages live.</summary>
internal static class BasicParameters
{
    private static readonly ParameterBuilder Make = new("Basic Conda Configuration");

    internal static readonly Parameter[] All =
    [
        Make.Texts("envs_dirs", [], "Folders of named environments; a new one goes to the first that can be written.", "envs_path") with
        {
            ExpandsVariables = true,
            Delimiter = Path.PathSeparator,
        },
        Make.Texts("pkgs_dirs", [], "Folders of the package caches; packages go to the first that can be written.") with { ExpandsVariables = true },
        Make.Integer("default_threads", 0, "Threads of parallel work; 0 leaves the choice open. The other *_threads settings are more precise."),
        Make.Texts("preview", [], "Previews of coming features to switch on."),
    ];
}
