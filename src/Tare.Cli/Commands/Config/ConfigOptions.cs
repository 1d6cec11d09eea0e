using System.CommandLine;

namespace Tare.Cli.Commands.Config;

/// <summary>The options of <c>config</c>.</summary>
internal sealed class ConfigOptions
{
    internal readonly Option<bool> System = new("--system") { Description = "Write to the .condarc of the root prefix" };
    internal readonly Option<bool> Env = new("--env") { Description = "Write to the .condarc of the active environment; without one, to yours" };
    internal readonly Option<string?> File = new("--file") { Description = "Write to this file", HelpName = "FILE" };
    internal readonly Option<string[]> Show = Words("--show", 0, "Show the settings in force, all or those named");
    internal readonly Option<bool> ShowSources = new("--show-sources") { Description = "Show what each file, the environment and the command line say" };
    internal readonly Option<bool> Validate = new("--validate") { Description = "Check every source" };
    internal readonly Option<string[]> Describe = Words("--describe", 0, "Say what settings are for, all or those named");
    internal readonly Option<bool> WriteDefault = new("--write-default") { Description = "Write the description of every setting to the file, which must be empty" };
    internal readonly Option<string[]> Get = Words("--get", 0, "Show what the file says, all of it or the keys named");
    internal readonly Option<string[]> Append = Words("--append", 2, "KEY VALUE: add a value at the end of a list");
    internal readonly Option<string[]> Prepend = Words("--prepend", 2, "KEY VALUE: add a value at the beginning of a list", "--add");
    internal readonly Option<string[]> Set = Words("--set", 2, "KEY VALUE: set a single value, or KEY.NAME of a map");
    internal readonly Option<string[]> Remove = Words("--remove", 2, "KEY VALUE: take a value out of a list");
    internal readonly Option<string[]> Clear = Words("--clear", 1, "Empty a list");
    internal readonly Option<string[]> RemoveKey = Words("--remove-key", 1, "Take a key and its value away");
    internal readonly Option<bool> Stdin = new("--stdin") { Description = "Take settings from standard input, as YAML" };
    internal readonly Option<bool> Force = new("--force", "-f") { Hidden = true };

    internal IEnumerable<Option> All =>
    [
        System, Env, File, Show, ShowSources, Validate, Describe, WriteDefault, Get, Append, Prepend, Set, Remove, Clear, RemoveKey, Stdin, Force,
    ];

    internal static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>The words after an option that takes two each time.</summary>
    internal static IEnumerable<(string Key, string Value)> Pairs(ParseResult parsed, Option<string[]> option)
    {
        var words = parsed.GetValue(option) ?? [];
        if (words.Length % 2 != 0)
        {
            throw new UsageException($"{option.Name} takes a key and a value", $"for example `{option.Name} channels conda-forge`");
        }

        return words.Chunk(2).Select(p => (p[0], p[1]));
    }

    private static Option<string[]> Words(string name, int minimum, string description, params string[] aliases) => new(name, aliases)
    {
        Description = description,
        Arity = new ArgumentArity(minimum, 100_000),
        AllowMultipleArgumentsPerToken = minimum != 1,
        HelpName = minimum == 2 ? "KEY VALUE" : "KEY",
    };
}
