using System.CommandLine;

namespace Tare.Cli.Commands.Create;

/// <summary>The options of <c>tare create</c> that other commands do not share.</summary>
internal sealed class CreateOptions
{
    internal Argument<string[]> Specs { get; } = new("package_spec") { Description = "Packages to install, such as numpy or 'numpy>=1.26'", Arity = ArgumentArity.ZeroOrMore };

    internal Option<string[]> Files { get; } = new("--file", "-f") { Description = "Read packages from a file: a list of specs, or environment.yml", HelpName = "FILE" };

    internal Option<string?> Subdir { get; } = new("--subdir", "--platform") { Description = "The platform to install for", HelpName = "SUBDIR" };

    internal Option<bool> Strict { get; } = new("--strict-channel-priority") { Description = "Take a package only from the first channel that has it" };

    internal Option<bool> NoPriority { get; } = new("--no-channel-priority") { Description = "Take the newest version, whatever the channel" };

    internal Option<bool> NoDeps { get; } = new("--no-deps") { Description = "Install nothing but what is named" };

    internal Option<bool> OnlyDeps { get; } = new("--only-deps") { Description = "Install what is needed by what is named, and not that itself" };

    internal Option<bool> NoPin { get; } = new("--no-pin") { Description = "Ignore pinned packages" };

    internal Option<bool> UseIndexCache { get; } = new("--use-index-cache", "-C") { Description = "Use cached package lists however old they are" };

    internal IEnumerable<Option> All => [Files, Subdir, Strict, NoPriority, NoDeps, OnlyDeps, NoPin, UseIndexCache];
}
