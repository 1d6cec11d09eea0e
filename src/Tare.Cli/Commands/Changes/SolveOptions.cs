using System.CommandLine;
using Tare.Conda.Solving;
using Tare.Conda.Solving.Planning;

namespace Tare.Cli.Commands.Changes;

/// <summary>The options that say which packages are chosen.</summary>
internal sealed class SolveOptions
{
    internal Option<string?> Subdir { get; } = new("--subdir", "--platform") { Description = "The platform to install for", HelpName = "SUBDIR" };

    private readonly Option<bool> _strict = new("--strict-channel-priority") { Description = "Take a package only from the first channel that has it" };
    private readonly Option<bool> _noPriority = new("--no-channel-priority") { Description = "Take the newest version, whatever the channel" };
    private readonly Option<bool> _noDeps = new("--no-deps") { Description = "Install nothing but what is named" };
    private readonly Option<bool> _onlyDeps = new("--only-deps") { Description = "Install what is needed by what is named, and not that itself" };
    private readonly Option<bool> _noPin = new("--no-pin") { Description = "Ignore pinned packages" };
    private readonly Option<string?> _priority = new("--channel-priority") { Description = "Accepted: the configured one counts in any case", Hidden = true, Arity = ArgumentArity.ZeroOrOne };

    /// <summary>Puts the options on a command.</summary>
    internal static SolveOptions AddTo(Command command)
    {
        var options = new SolveOptions();
        foreach (var option in (Option[])[options.Subdir, options._strict, options._noPriority, options._noDeps, options._onlyDeps, options._noPin, options._priority])
        {
            command.Options.Add(option);
        }

        foreach (var option in CompatibleOptions.OfFiles())
        {
            command.Options.Add(option);
        }

        return options;
    }

    /// <summary>The plan with what the options say.</summary>
    internal PlanOptions Apply(PlanOptions plan, ParseResult parsed) => plan with
    {
        Subdir = parsed.GetValue(Subdir),
        IgnorePins = parsed.GetValue(_noPin),
        Dependencies = parsed.GetValue(_noDeps) ? DependencyModifier.NoDeps : parsed.GetValue(_onlyDeps) ? DependencyModifier.OnlyDeps : null,
        ChannelPriority = parsed.GetValue(_strict) ? ChannelPriority.Strict : parsed.GetValue(_noPriority) ? ChannelPriority.Disabled : null,
    };
}
