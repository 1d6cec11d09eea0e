using System.CommandLine;
using Tare.Conda.Configuration;
using Tare.Conda.Installing;
using Tare.Conda.Linking;
using Tare.Conda.Prefixes;

namespace Tare.Cli.Commands.Changes;

/// <summary>The options that say how packages come into an environment.</summary>
internal sealed class LinkingOptions
{
    private readonly Option<bool> _downloadOnly = new("--download-only") { Description = "Bring the packages into the cache, and stop" };
    private readonly Option<bool> _copy = new("--copy") { Description = "Copy files instead of linking them to the cache" };
    private readonly Option<bool> _noCache = new("--no-cache") { Description = "Leave nothing in the package cache: straight from the download into the environment" };
    private readonly Option<bool> _noBytecode = new("--no-bytecode") { Description = "Do not let the environment's Python compile modules" };
    private readonly Option<bool> _runScripts = new("--run-scripts") { Description = "Run the scripts that packages bring for their installation" };
    private readonly Option<bool> _overrideFrozen = new("--override-frozen") { Description = "Change the environment even if it is marked as frozen" };

    /// <summary>Puts the options on a command.</summary>
    internal static LinkingOptions AddTo(Command command)
    {
        var options = new LinkingOptions();
        foreach (var option in (Option[])[options._downloadOnly, options._copy, options._noCache, options._noBytecode, options._runScripts, options._overrideFrozen, .. CompatibleOptions.OfLinking()])
        {
            command.Options.Add(option);
        }

        return options;
    }

    /// <summary>The environment that is to be changed: it is there, and nobody has marked it as frozen.</summary>
    internal CondaPrefix Changeable(CondaInvocation invocation, ParseResult parsed)
    {
        var prefix = invocation.Environment();
        DemandNotFrozen(prefix, parsed);
        return prefix;
    }

    /// <summary>Nobody has marked the environment as frozen.</summary>
    internal void DemandNotFrozen(CondaPrefix prefix, ParseResult parsed)
    {
        if (prefix.IsFrozen && !parsed.GetValue(_overrideFrozen))
        {
            throw new FrozenEnvironmentException(prefix);
        }
    }

    /// <summary>Packages only go into the cache.</summary>
    internal bool IsDownload(ParseResult parsed) => parsed.GetValue(_downloadOnly);

    /// <summary>How the change is carried out, as far as the options and the configuration say.</summary>
    internal InstallOptions Apply(InstallOptions install, ParseResult parsed, CondaConfiguration configuration) => install with
    {
        DownloadOnly = parsed.GetValue(_downloadOnly) || configuration.Flag("download_only"),
        Method = parsed.GetValue(_copy) || configuration.AlwaysCopy ? LinkMethod.Copy
            : configuration.AlwaysSoftlink ? LinkMethod.SoftLink
            : configuration.Flag("allow_softlinks") ? LinkMethod.HardOrSoftLink
            : LinkMethod.HardLink,
        UsesCache = !parsed.GetValue(_noCache),
        CompilesBytecode = !parsed.GetValue(_noBytecode),
        RunsScripts = parsed.GetValue(_runScripts),
    };
}
