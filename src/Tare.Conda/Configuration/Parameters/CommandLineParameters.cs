namespace Tare.Conda.Configuration.Parameters;

/// <summary>Settings that are meant for the command line.</summary>
internal static class CommandLineParameters
{
    private static readonly ParameterBuilder Make = new("CLI-only");

    internal static readonly Parameter[] All =
    [
        Make.Choice("deps_modifier", ["not_set", "no_deps", "only_deps"], "not_set", "Install dependencies, leave them out, or install only them."),
        Make.Choice("update_modifier", ["specs_satisfied_skip_solve", "freeze_installed", "update_deps", "update_specs", "update_all"], "update_specs",
            "How far installing may change what is there."),
        Make.Flag("force", false, "Go on where a command would rather stop."),
        Make.Flag("force_remove", false, "Remove packages that others need."),
        Make.Flag("clobber", false, "Overwrite files of other packages without a warning."),
        Make.Flag("dry_run", false, "Show what would be done."),
        Make.Flag("download_only", false, "Fill the package cache and stop."),
        Make.Flag("ignore_pinned", false, "Disregard pins."),
        Make.Flag("use_index_cache", false, "Use cached indexes even when they have expired."),
        Make.Flag("use_local", false, "Use the packages that conda-build has built here."),
    ];
}
