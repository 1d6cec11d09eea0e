using System.CommandLine;

namespace Tare.Cli.Commands.Search;

/// <summary>The options of <c>tare search</c> that other commands do not share.</summary>
internal sealed class SearchOptions
{
    internal Argument<string?> Spec { get; } = new("spec") { Description = "What to look for: scikit-learn, 'numpy>=1.26', '*blas*'", Arity = ArgumentArity.ZeroOrOne };

    internal Option<bool> Info { get; } = new("--info", "-i") { Description = "Everything that is known of each package" };

    internal Option<bool> Environments { get; } = new("--envs") { Description = "Look into all environments instead of channels" };

    internal Option<bool> Dependents { get; } = new("--whoneeds", "--reverse-dependency") { Description = "The packages that need the one asked for" };

    internal Option<string?> Subdir { get; } = new("--subdir", "--platform") { Description = "The platform to look for, or `all`", HelpName = "SUBDIR" };

    internal Option<bool> Exactly { get; } = new("--skip-flexible-search", "--full-name", "-f") { Description = "Look for this name only, not for names that contain it" };

    internal IEnumerable<Option> All => [Info, Environments, Dependents, Subdir, Exactly];
}
