namespace Tare.Conda.Configuration.Parameters;

/// <summary>What the solver prefers.</summary>
internal static class SolverParameters
{
    private static readonly ParameterBuilder Make = new("Solver Configuration");

    internal static readonly Parameter[] All =
    [
        Make.Flag("add_pip_as_python_dependency", true, "Python brings pip along."),
        Make.Texts("aggressive_update_packages", ["ca-certificates", "certifi", "openssl"], "Packages that every change of an environment updates."),
        Make.Flag("auto_update_conda", true, "Update conda itself along with the root environment.", "self_update"),
        Make.Choice("channel_priority", ["strict", "flexible", "disabled"], "flexible",
            "strict: a package comes only from the first channel that has it; flexible: later channels where that has no answer; disabled: the version decides."),
        Make.Text("exclude_newer", "", "Leave out packages younger than an age (7d, 1w, P7D) or a date.", "cooldown"),
        Make.Map("exclude_newer_package", ParameterKind.NullableText, "exclude_newer of single packages; false lets one through.", "cooldown_exclude"),
        Make.Texts("create_default_packages", [], "Packages that every new environment gets."),
        Make.Texts("disallowed_packages", [], "Packages that may not be installed.", "disallow") with { Delimiter = '&' },
        Make.Flag("force_reinstall", false, "Install again what is there already."),
        Make.Texts("pinned_packages", [], "Specs that every environment keeps to.") with { Delimiter = '&' },
        Make.Flag("prefix_data_interoperability", false, "Let the solver see and replace packages that pip installed.", "pip_interop_enabled"),
        Make.Texts("track_features", [], "Features that are tracked by default."),
        Make.Text("solver", "libmamba", "The solver that conda uses; Tare has one of its own and only keeps this setting.", "experimental_solver"),
    ];
}
