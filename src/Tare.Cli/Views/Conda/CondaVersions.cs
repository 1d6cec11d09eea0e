namespace Tare.Cli.Views.Conda;

/// <summary>The versions that Tare names.</summary>
internal static class CondaVersions
{
    /// <summary>The conda whose behaviour Tare follows.</summary>
    internal const string Conda = "26.7.1";

    /// <summary>The mamba whose options Tare knows.</summary>
    internal const string Mamba = "2.8.1";

    /// <summary>Tare's own.</summary>
    internal static string Tare { get; } = typeof(CondaVersions).Assembly.GetName().Version?.ToString(3) ?? "0";
}
