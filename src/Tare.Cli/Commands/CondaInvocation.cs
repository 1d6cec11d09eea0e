using Tare.Conda.Configuration;
using Tare.Conda.Prefixes;

namespace Tare.Cli.Commands;

/// <summary>What a conda command was asked: the configuration with the command line in it, and the environment it is about.</summary>
/// <param name="Configuration">Files, variables and options, merged.</param>
/// <param name="Context">What the command may touch.</param>
internal sealed record CondaInvocation(CondaConfiguration Configuration, CommandContext Context)
{
    /// <summary>The absolute path of the environment; it need not exist.</summary>
    internal required string Prefix { get; init; }

    /// <summary>-n or -p was given.</summary>
    internal bool IsPrefixNamed { get; init; }

    /// <summary>What -c said; also the first of the configuration's channels.</summary>
    internal IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>The channels to take packages from.</summary>
    internal IReadOnlyList<string> EffectiveChannels => OverrideChannels ? Channels : Configuration.Channels;

    /// <summary>Only the channels of -c count.</summary>
    internal bool OverrideChannels { get; init; }

    /// <summary>Any certificate is taken for a server's, because the command line says so.</summary>
    internal bool Insecure { get; init; }

    /// <summary>Nothing may be changed.</summary>
    internal bool DryRun { get; init; }

    /// <summary>The answer is JSON.</summary>
    internal bool Json => Configuration.Json;

    /// <summary>What will change is to be shown: unless JSON says it, or nobody is asked and nobody wants to read (<c>-q -y</c>).</summary>
    internal bool ShowsPlans => !Json && (DryRun || !Configuration.Quiet || Configuration.AlwaysYes != true);

    /// <summary>The environment, which must exist: <see cref="EnvironmentNotFoundException"/>.</summary>
    internal CondaPrefix Environment()
    {
        var prefix = new CondaPrefix(Prefix);
        return prefix.IsEnvironment ? prefix : throw new EnvironmentNotFoundException(Prefix, IsPrefixNamed || Configuration.Host["CONDA_PREFIX"] is not null);
    }
}
