using System.CommandLine;
using Tare.Conda.Configuration;
using Tare.Conda.Solving;
using Tare.Conda.Solving.Planning;

namespace Tare.Cli.Commands.Install;

/// <summary>The options that say what may happen to what is installed already.</summary>
internal sealed class UpdateOptions
{
    private const string Setting = "update_modifier";

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

    /// <summary>Everything is to be brought up to date: --all, or the configuration's word in place of any of these options.</summary>
    internal bool IsAll(ParseResult parsed, CondaConfiguration configuration) =>
        Modifier(parsed) is { } asked ? asked == UpdateModifier.UpdateAll : configuration.Text(Setting) == "update_all";

    /// <summary>
    /// What is asked for and installed is not looked for again: -S, or the configuration's word, which `install` does not heed. Not where
    /// something else is to be done with it.
    /// </summary>
    internal bool SkipsSatisfied(ParseResult parsed, CondaConfiguration configuration, bool isUpdate) =>
        !parsed.GetValue(_prune) && !parsed.GetValue(_reinstall)
        && (parsed.GetValue(_satisfied) || (isUpdate && Modifier(parsed) is null && configuration.Text(Setting) == "specs_satisfied_skip_solve"));

    /// <summary>The plan with what the options say.</summary>
    internal PlanOptions Apply(PlanOptions plan, ParseResult parsed, CondaConfiguration configuration) => plan with
    {
        Update = Modifier(parsed),
        ForceReinstall = parsed.GetValue(_reinstall) || configuration.Flag("force_reinstall"),
        Prune = parsed.GetValue(_prune),
    };

    private UpdateModifier? Modifier(ParseResult parsed) => parsed.GetValue(_all) ? UpdateModifier.UpdateAll
        : parsed.GetValue(_deps) ? UpdateModifier.UpdateDeps
        : parsed.GetValue(_freeze) ? UpdateModifier.FreezeInstalled
        : parsed.GetValue(_specs) || parsed.GetValue(_satisfied) ? UpdateModifier.UpdateSpecs : null;
}
