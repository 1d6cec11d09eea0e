using Tare.Cli.Commands.Changes;
using Tare.Conda.Locks;
using Tare.Conda.Solving;
using Tare.Conda.Solving.Planning;
using Tare.Dockerfile.Templates;
using Tare.Primitives;

namespace Tare.Cli.Commands.Dockerfile;

/// <summary>Solves an environment file for the image of a template, so that each build of the image installs the same archives.</summary>
internal sealed class EnvironmentLock(CondaInvocation invocation)
{
    internal const string FileName = "environment.lock";

    /// <summary>The text of the lock, or null where the file stays what is installed from: it is a lock itself, or cannot be made one, which is said.</summary>
    /// <param name="requested">What the file asks for.</param>
    /// <param name="target">The platform (null for this machine's) and the CUDA version (null without a GPU).</param>
    internal string? Solve(RequestedPackages requested, (string? Subdir, string? Cuda) target, CancellationToken stop)
    {
        if (requested.IsExplicit)
        {
            return null;
        }

        if (requested.Files.Any(f => f.Content.PipRequirements.Count > 0))
        {
            invocation.Context.Terminal.Error.WriteLine("warning: a lock cannot hold the pip section, so each build solves the file anew");
            return null;
        }

        try
        {
            using var changer = new EnvironmentChanger(invocation);
            var records = changer.Solve(Plan(requested, target), stop).Link;
            return ExplicitFile.Write(InstallationOrder.Sort(records), target.Subdir ?? invocation.Configuration.Subdir, sha256: true);
        }
        catch (TareException exception) when (exception is not UsageException)
        {
            invocation.Context.Terminal.Error.WriteLine($"warning: no lock was made, so each build solves the file anew: {exception.Message}");
            return null;
        }
    }

    private PlanOptions Plan(RequestedPackages requested, (string? Subdir, string? Cuda) target) => new()
    {
        Prefix = "/opt/env",
        Subdir = target.Subdir,
        Channels = [.. invocation.Channels, .. requested.Channels.Except(invocation.Channels)],
        OverrideChannels = invocation.OverrideChannels || requested.HasNoDefaults,
        Add = requested.All,
        IgnoreInstalled = true,
        VirtualPackages = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["__glibc"] = DockerfileTemplate.BaseGlibc,
            ["__cuda"] = target.Cuda ?? "",
        },
    };
}
