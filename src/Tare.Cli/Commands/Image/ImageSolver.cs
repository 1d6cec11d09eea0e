using Tare.Cli.Commands.Changes;
using Tare.Conda.Channels;
using Tare.Conda.Installing;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Records;
using Tare.Conda.Repodata;
using Tare.Conda.Solving;
using Tare.Conda.Solving.Planning;
using Tare.Images;
using Tare.Images.Building;
using Tare.Primitives;

namespace Tare.Cli.Commands.Image;

/// <summary>Solves for the environments of an image: for its platform, and for what its base has instead of what this machine has.</summary>
/// <param name="invocation">The command.</param>
/// <param name="http">The network.</param>
/// <param name="target">The platform, its virtual packages, and the base's name or null.</param>
internal sealed class ImageSolver(
    CondaInvocation invocation, CondaHttp http, (Platform Platform, IReadOnlyDictionary<string, string> Machine, string? Base) target)
{
    private readonly ChannelResolver _resolver = ConfiguredChannels.Resolver(invocation.Configuration, target.Platform.Subdir);

    /// <summary>The packages of an environment, dependencies first.</summary>
    internal IReadOnlyList<RepoDataRecord> Solve(RequestedPackages requested, string prefix, IReadOnlyList<MatchSpec> more, CancellationToken stop) =>
        requested.IsExplicit ? ExplicitPackages.Records(requested.Dependencies, _resolver) : Solve([.. requested.All, .. more], requested, prefix, stop);

    /// <summary>What Miniconda's image has: conda, and the Python that it needs. Channels without conda give Python alone.</summary>
    internal CondaRoot Root(IReadOnlyList<RequestedPackages> environments, CancellationToken stop)
    {
        foreach (var name in (string[])["conda", "python"])
        {
            try
            {
                var packages = Solve([MatchSpec.Parse(name)], environments[0], CondaRoot.Prefix, stop);
                return new CondaRoot(new BuildEnvironment("base", CondaRoot.Prefix, packages) { RequestedSpecs = [name] }, Lists(environments));
            }
            catch (Exception exception) when (exception is UnsatisfiableException or PackagesNotFoundException)
            {
                // The next one may be there.
            }
        }

        return new CondaRoot(new BuildEnvironment("base", CondaRoot.Prefix, []), Lists(environments));
    }

    private IReadOnlyList<RepoDataRecord> Solve(IReadOnlyList<MatchSpec> specs, RequestedPackages requested, string prefix, CancellationToken stop)
    {
        var plan = new PlanOptions
        {
            Prefix = prefix,
            Subdir = target.Platform.Subdir!,
            Channels = ChannelsOf(requested),
            OverrideChannels = invocation.OverrideChannels || requested.HasNoDefaults,
            Add = specs,
            IgnoreInstalled = true,
            VirtualPackages = target.Machine,
        };
        try
        {
            return new EnvironmentPlanner(invocation.Configuration, http.Get, invocation.Context.Clock).Plan(plan, stop).Final;
        }
        catch (UnsatisfiableException exception) when (exception.Message.Contains("__glibc", StringComparison.Ordinal))
        {
            throw new ImageException(exception.Message, GlibcHint(), exception);
        }
    }

    private string GlibcHint() => target.Base is { } name
        ? $"{name} has glibc {target.Machine["glibc"]}; choose a --base with a newer one, or older packages"
        : $"glibc {target.Machine["glibc"]} was assumed; say what the image will run on with --glibc, or name its --base";

    private List<string> ChannelsOf(RequestedPackages requested) => [.. invocation.Channels, .. requested.Channels.Except(invocation.Channels)];

    private IReadOnlyList<(string Name, string Path)> Lists(IReadOnlyList<RequestedPackages> environments)
    {
        var (configuration, isOverride) = (invocation.Configuration, invocation.OverrideChannels);
        var channels = environments.SelectMany(e => ConfiguredChannels.Select(configuration, _resolver, ChannelsOf(e), isOverride || e.HasNoDefaults));
        return ConfiguredRepodata.CachedLists(RepodataLocation.Of(channels, _resolver.Settings.Subdirs, _resolver), configuration);
    }
}
