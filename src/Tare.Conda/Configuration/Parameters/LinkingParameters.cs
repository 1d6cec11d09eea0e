namespace Tare.Conda.Configuration.Parameters;

/// <summary>How packages are put into environments.</summary>
internal static class LinkingParameters
{
    private static readonly ParameterBuilder Make = new("Package Linking and Install-time Configuration");

    internal static readonly Parameter[] All =
    [
        Make.Flag("allow_softlinks", false, "Where a hard link is impossible, make a symbolic link instead of a copy."),
        Make.Flag("always_copy", false, "Copy files into environments.", "copy"),
        Make.Flag("always_softlink", false, "Link files into environments by symbolic links; cleaning the cache then breaks them.", "softlink"),
        Make.Choice("path_conflict", ["clobber", "warn", "prevent"], "clobber", "What to do when two packages bring the same file."),
        Make.Flag("rollback_enabled", true, "Undo a change of an environment that failed half-way."),
        Make.Choice("safety_checks", ["disabled", "warn", "enabled"], "warn", "What to do when a package's files are not what it says."),
        Make.Flag("extra_safety_checks", false, "Compare the SHA-256 of every file when it is installed."),
        Make.NullableText("signing_metadata_url_base", "Where the keys for signed metadata are published."),
        Make.Flag("shortcuts", true, "Make entries in the system's menus."),
        Make.Texts("shortcuts_only", [], "Make entries only for these packages.") with { ExpandsVariables = true },
        Make.Flag("non_admin_enabled", true, "Users who are not administrators may install."),
        Make.Flag("separate_format_cache", false, "A .tar.bz2 and a .conda of the same name are different packages."),
        Make.Integer("verify_threads", 0, "Threads that check a change before it is made; 0 means 1."),
        Make.Integer("execute_threads", 0, "Threads that link and unlink; 0 means 1."),
    ];
}
