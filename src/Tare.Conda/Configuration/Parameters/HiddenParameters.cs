namespace Tare.Conda.Configuration.Parameters;

/// <summary>Settings that conda reads but does not document.</summary>
internal static class HiddenParameters
{
    private static readonly ParameterBuilder Make = new("Hidden and Undocumented");

    internal static readonly Parameter[] All =
    [
        Make.Flag("allow_cycles", true, "Packages may need each other in a circle."),
        Make.Flag("allow_conda_downgrades", false, "conda may be replaced by an older version."),
        Make.Flag("debug", false, "The same as verbosity 3."),
        Make.Flag("trace", false, "The same as verbosity 4."),
        Make.Flag("dev", false, "Run conda from its source."),
        Make.NullableText("default_python", "The Python of new environments, for conda-build."),
        Make.Flag("enable_private_envs", false, "Put some packages into environments of their own."),
        Make.Text("error_upload_url", "https://conda.io/conda-post/unexpected-error", "Where conda sends reports of errors; Tare sends none."),
        Make.Flag("force_32bit", false, "Work for 32 bits; the package cache is then `pkgs32`."),
        Make.Text("root_prefix", "", "The root prefix, where it is not to be found by itself.", "root_dir"),
        Make.Choice("sat_solver", ["pycosat", "pycryptosat", "pysat"], "pycosat", "The engine of conda's classic solver."),
        Make.Flag("solver_ignore_timestamps", false, "Do not prefer younger builds."),
        Make.Text("subdir", "", "The platform that packages are for."),
        Make.Texts("subdirs", [], "The folders of a channel that are searched."),
        Make.Text("target_prefix_override", "", "Write this prefix into files instead of the real one."),
        Make.Flag("register_envs", true, "Enter new environments into ~/.conda/environments.txt."),
        Make.Flag("protect_frozen_envs", true, "Environments marked as frozen stay as they are."),
        Make.Flag("no_plugins", false, "Load no plugins."),
        Make.NullableText("environment_specifier", "The plugin that reads environment files.", "env_spec"),
    ];
}
