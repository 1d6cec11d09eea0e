using Tare.Dockerfile.Shell;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Conda;

/// <summary>A call of conda, mamba or micromamba in a script.</summary>
public sealed record CondaInvocation
{
    /// <summary>The command it stands in.</summary>
    public required SimpleCommand Command { get; init; }

    /// <summary><c>conda</c>, <c>mamba</c> or <c>micromamba</c>.</summary>
    public required string Tool { get; init; }

    /// <summary>The word that calls the tool.</summary>
    public required ShellWord Program { get; init; }

    /// <summary>The sub-command: <c>install</c>, <c>env create</c>, <c>clean</c> …; empty where there is none.</summary>
    public required string Subcommand { get; init; }

    /// <summary>The last word of the sub-command; the program where there is none.</summary>
    public required ShellWord SubcommandWord { get; init; }

    /// <summary>The words but the program and the sub-command.</summary>
    public required ImmutableArray<ShellWord> Arguments { get; init; }

    /// <summary>It puts packages into an environment.</summary>
    public bool Installs => Subcommand is "install" or "create" or "update" or "upgrade" or "env create" or "env update";

    /// <summary>It cleans caches.</summary>
    public bool Cleans => Subcommand == "clean";

    /// <summary>The options that are single words: <c>-y</c>, <c>--yes</c>, and the letters of <c>-afy</c> one by one.</summary>
    public ImmutableArray<string> Flags => Options.Flags;

    /// <summary>The channels named.</summary>
    public ImmutableArray<ShellWord> Channels => field.IsDefault ? field = Values("-c", "--channel") : field;

    /// <summary>The environment named, by name or by prefix; null for the active one.</summary>
    public ShellWord? Environment => Values("-n", "--name", "-p", "--prefix") is [var first, ..] ? first : null;

    /// <summary>The root that micromamba is told to work on, or null.</summary>
    public ShellWord? Root => Values("-r", "--root-prefix") is [var first, ..] ? first : null;

    /// <summary>The files named.</summary>
    public ImmutableArray<ShellWord> Files => Values("-f", "--file");

    /// <summary>The package specs.</summary>
    public ImmutableArray<ShellWord> Specs => Options.Positional;

    private CondaOptions Options => field ??= CondaOptions.Read(Arguments, Cleans);

    /// <summary>One of the options is given.</summary>
    public bool Has(params ReadOnlySpan<string> names)
    {
        foreach (var flag in Flags)
        {
            if (names.Contains(flag))
            {
                return true;
            }
        }

        return false;
    }

    private ImmutableArray<ShellWord> Values(params ReadOnlySpan<string> names)
    {
        var words = ImmutableArray.CreateBuilder<ShellWord>(0);
        foreach (var (name, word) in Options.Values)
        {
            if (names.Contains(name))
            {
                words.Add(word);
            }
        }

        return words.DrainToImmutable();
    }
}
