using Tare.Conda.Configuration;

namespace Tare.Cli.Commands.Caches;

/// <summary>What configuration and environment variables say where the command line says nothing.</summary>
internal static class CleanDefaults
{
    private static readonly string[] Truths = ["1", "true", "yes", "y", "on"];

    internal static CleanRequest Apply(CleanRequest request, CondaConfiguration configuration, CommandContext context) => request with
    {
        Json = request.Json || configuration.Json,
        Quiet = request.Quiet || configuration.Quiet,
        Verbose = request.Verbose || configuration.Verbosity > 0,
        Yes = request.Yes || configuration.AlwaysYes == true,

        // conda takes the variable for a setting and then ignores it; who sets it does not expect a deletion.
        DryRun = request.DryRun || Truths.Contains(context.Environment.GetValueOrDefault("CONDA_DRY_RUN", "").ToLowerInvariant()),
    };
}
