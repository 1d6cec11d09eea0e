using System.CommandLine;

namespace Tare.Cli.Commands;

/// <summary>Options of conda that have nothing to say here: they are accepted, so that command lines for conda work.</summary>
internal static class CompatibleOptions
{
    private const string Reason = "Accepted for conda's sake";

    /// <summary>Those that every command of conda has.</summary>
    internal static Option[] OfAll() =>
    [
        new Option<string?>("--console") { Description = Reason, Hidden = true },
        new Option<bool>("--no-plugins", "--debug", "--trace") { Description = Reason, Hidden = true },
    ];

    /// <summary>Those of commands that read channels.</summary>
    internal static Option[] OfChannels() =>
    [
        new Option<bool>("--lock", "--no-lock", "--repodata-use-zst", "--no-repodata-use-zst", "--repodata-use-shards", "--no-repodata-use-shards")
        {
            Description = Reason, Hidden = true,
        },
        new Option<string[]>("--solver", "--experimental") { Description = Reason, Hidden = true },
    ];

    /// <summary>Those of commands that read files of packages.</summary>
    internal static Option[] OfFiles() =>
    [
        new Option<string?>("--environment-specifier", "--env-spec", "--format") { Description = "Accepted: the kind of a file is seen from what is in it", Hidden = true },
    ];

    /// <summary>Those of commands that link packages.</summary>
    internal static Option[] OfLinking() =>
    [
        new Option<bool>("--no-shortcuts", "--clobber", "--clobber-package", "--mkdir", "-m", "--dev", "--show-channel-urls", "--no-show-channel-urls")
        {
            Description = Reason, Hidden = true,
        },
        new Option<string[]>("--shortcuts-only") { Description = Reason, Hidden = true },
    ];
}
