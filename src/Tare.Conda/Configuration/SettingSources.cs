namespace Tare.Conda.Configuration;

/// <summary>The names of the sources of settings that are not files, as conda prints them.</summary>
public static class SettingSources
{
    /// <summary>Environment variables that begin with <c>CONDA_</c>.</summary>
    public const string Environment = "envvars";

    /// <summary>Options of the command line.</summary>
    public const string CommandLine = "cmd_line";
}
