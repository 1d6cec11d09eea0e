namespace Tare.Conda.Configuration.Parameters;

/// <summary>What is shown and asked.</summary>
internal static class OutputParameters
{
    private static readonly ParameterBuilder Make = new("Output, Prompt, and Flow Control Configuration");

    internal static readonly Parameter[] All =
    [
        Make.NullableFlag("always_yes", "Answer every question with yes.", "yes"),
        Make.Flag("auto_activate", true, "A new shell starts with default_activation_env.", "auto_activate_base"),
        Make.Text("default_activation_env", "base", "The environment that `activate` takes when none is named."),
        Make.Integer("auto_stack", 0, "Up to this nesting, `activate` stacks without being asked."),
        Make.Flag("changeps1", true, "The prompt names the active environment."),
        Make.Text("env_prompt", "({default_env}) ", "What the prompt shows: {default_env}, {name} and {prefix} are replaced."),
        Make.Flag("json", false, "Answer in JSON."),
        Make.Text("console", "classic", "The way that output is shown."),
        Make.Flag("notify_outdated_conda", true, "Say when there is a newer conda."),
        Make.Flag("quiet", false, "Show no progress."),
        Make.NullableFlag("report_errors", "Send reports of unexpected errors; Tare never does."),
        Make.NullableFlag("show_channel_urls", "Show the channels of packages."),
        Make.Texts("list_fields", ["name", "version", "build", "channel_name"], "Columns of `list`."),
        Make.Integer("verbosity", 0, "How much is said: 0 to 4.", "verbose"),
        Make.Flag("unsatisfiable_hints", true, "Explain why a request has no answer."),
        Make.Integer("unsatisfiable_hints_check_depth", 2, "How deep that explanation looks."),
        Make.Integer("number_channel_notices", 5, "How many notices of channels are shown."),
        Make.Flag("envvars_force_uppercase", true, "Names of an environment's variables are made upper-case."),
        Make.Texts("export_platforms", [], "Platforms that an export covers.", "extra_platforms"),
        Make.Map("override_virtual_packages", ParameterKind.NullableText, "Versions of virtual packages instead of the detected ones.", "virtual_packages"),
    ];
}
