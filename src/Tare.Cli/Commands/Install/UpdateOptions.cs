using System.CommandLine;
using Tare.Conda.Solving;
using Tare.Conda.Solving.Planning;

namespace Tare.Cli.Commands.Install;

/// <summary>The options that say what may happen to what is installed already.</summary>
internal sealed class UpdateOptions
{
    private readonly Option<bool> _all = new("--update-all", "--all") { Description = "Bring everything up to date" };
    private readonly Option<bool> _deps = new("--update-deps", "--update-dependencies") { Description = "Bring what is named and all it needs up to date" };
    private readonly Option<bool> _freeze = new("--freeze-installed", "--no-update-deps", "--no-update-dependencies") { Description = "Change nothing that is installed" };
    private readonly Option<bool> _specs = new("--update-specs") { Description = "Change what is named, and the rest only where that must be (the default)" };
    private readonly Option<bool> _satisfied = new("--satisfied-skip-solve", "-S") { Description = "Do nothing where what is named is installed already" };
    private readonly Option<bool> _reinstall = new("--force-reinstall") { Description = "Install what is named again, even if nothing changes" };
    private readonly Option<bool> _prune = new("--prune") { Description = "Let go of what nothing that is named needs" };

    /// <summary>Puts the options on a command.</summary>
    internal static UpdateOptions AddTo(Command command)
    {
        var options = new UpdateOptions();
        foreach (var option in (Option[])[options._all, options._deps, options._freeze, options._specs, options._satisfied, options._reinstall, options._prune])
        {
            command.Options.Add(option);
        }

        return options;
    }

    /// <summary>--all was given.</summary>
    internal bool IsAll(ParseResult parsed) => parsed.GetValue(_all);

    /// <summary>-S was given: what is asked for and installed is not looked for again.</summary>
    internal bool SkipsSatisfied(ParseResult parsed) => parsed.GetValue(_satisfied);

    /// <summary>The plan with what the options say.</summary>
    internal PlanOptions Apply(PlanOptions plan, ParseResult parsed) => plan with
    {
        Update = parsed.GetValue(_all) ? UpdateModifier.UpdateAll
            : parsed.GetValue(_deps) ? UpdateModifier.UpdateDeps
            : parsed.GetValue(_freeze) ? UpdateModifier.FreezeInstalled : UpdateModifier.UpdateSpecs,
        ForceReinstall = parsed.GetValue(_reinstall),
        Prune = parsed.GetValue(_prune),
    };
}
