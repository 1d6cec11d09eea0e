using Tare.Conda.Channels;
using Tare.Conda.Linking;

namespace Tare.Conda.Installing;

/// <summary>How a change is carried out.</summary>
public sealed record InstallOptions
{
    /// <summary>The platform that the environment is for; nothing of a foreign one is run.</summary>
    public required string Subdir { get; init; }

    /// <summary>How files come from the cache.</summary>
    public LinkMethod Method { get; init; }

    /// <summary>Packages go through the package cache; otherwise straight into the environment, and nothing else is left.</summary>
    public bool UsesCache { get; init; } = true;

    /// <summary>Packages are brought into the cache, and that is all.</summary>
    public bool DownloadOnly { get; init; }

    /// <summary>Python modules of noarch packages are compiled by the environment's Python.</summary>
    public bool CompilesBytecode { get; init; } = true;

    /// <summary>Scripts that packages bring for their installation are run.</summary>
    public bool RunsScripts { get; init; }

    /// <summary>What stands at the prefix gives way to the new environment.</summary>
    public bool Replaces { get; init; }

    /// <summary>An environment whose files that no package brought come along, or null.</summary>
    public string? CloneOf { get; init; }

    /// <summary>Environment variables to be set in the environment; null to leave them as they are.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Variables { get; init; }

    /// <summary>The command line, for the history.</summary>
    public string Command { get; init; } = "tare";

    /// <summary>The version of conda that the history names.</summary>
    public string CondaVersion { get; init; } = "";

    /// <summary>The specs that were asked for.</summary>
    public IReadOnlyList<string> UpdateSpecs { get; init; } = [];

    /// <summary>The specs that were to go.</summary>
    public IReadOnlyList<string> RemoveSpecs { get; init; } = [];

    /// <summary>The channels with their credentials.</summary>
    public IReadOnlyList<Channel> Channels { get; init; } = [];
}
