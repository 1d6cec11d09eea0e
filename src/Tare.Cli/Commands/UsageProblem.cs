using System.CommandLine;
using System.CommandLine.Parsing;
using Tare.Primitives;

namespace Tare.Cli.Commands;

/// <summary>Says what is wrong with a command line that the parser refuses, and what its writer may have meant.</summary>
internal static class UsageProblem
{
    internal static UsageException Of(ParseResult parsed, string program)
    {
        var command = parsed.CommandResult.Command;
        var path = PathOf(parsed, program);
        var help = $"run `{path} --help`";
        if ((StrayOption(parsed) ?? (parsed.UnmatchedTokens is [var first, ..] ? first : null)) is { } word)
        {
            var (problem, meant) = word.StartsWith('-') ? ($"`{path}` has no option `{word}`", Spelling.Nearest(word, OptionNames(parsed)))
                : command.Subcommands.Count > 0 ? ($"there is no command `{path} {word}`", Spelling.Nearest(word, CommandNames(command)))
                : ($"`{path}` does not take `{word}`", null);
            return Syntax(problem, meant is null ? help : $"did you mean `{meant}`? Or {help}");
        }

        return command.Subcommands.Count > 0 && command.Action is null
            ? Syntax($"`{path}` needs a command", $"one of {string.Join(", ", command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name))}; or {help}")
            : OfMissing(parsed, path, help) ?? OfValue(parsed.Errors[0], help) ?? Syntax(parsed.Errors[0].Message.TrimEnd('.'), help);
    }

    // Something has to be said, and is not: the parser would name its own kinds of things.
    private static UsageException? OfMissing(ParseResult parsed, string path, string help) => parsed.Errors[0].SymbolResult switch
    {
        OptionResult { Option: var option, Tokens.Count: 0 } => Syntax($"`{option.Name}` needs {Word(option.HelpName, option.Name.TrimStart('-'))}", help),
        ArgumentResult { Parent: CommandResult, Argument: var argument, Tokens.Count: 0 } => Syntax($"`{path}` needs {Word(argument.HelpName, argument.Name)}", help),
        _ => null,
    };

    private static string Word(string? helpName, string name) => (helpName ?? name).ToUpperInvariant();

    // A value that an option cannot take: the parser would name the type it has in the program.
    private static UsageException? OfValue(ParseError error, string help)
    {
        if (error.SymbolResult is not OptionResult { Option: var option, Tokens: [.., { Value: var value }] })
        {
            return null;
        }

        var type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
        return type.IsEnum ? Syntax($"`{option.Name}` does not take `{value}`", $"one of {string.Join(", ", Enum.GetNames(type).Select(n => n.ToLowerInvariant()))}; or {help}")
            : type == typeof(int) || type == typeof(long) || type == typeof(double) ? Syntax($"`{option.Name}` takes a number, not `{value}`", help)
            : null;
    }

    /// <summary>An option that the command does not have, which the parser takes for one of several names; null where there is none.</summary>
    internal static string? StrayOption(ParseResult parsed) => parsed.Tokens.Any(t => t.Type == TokenType.DoubleDash) ? null
        : parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).Select(t => t.Value).FirstOrDefault(v => v.Length > 1 && v[0] == '-');

    private static UsageException Syntax(string problem, string help) => new(problem, help) { IsSyntax = true };

    private static IEnumerable<string> OptionNames(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var inherited = parsed.RootCommandResult.Command.Options.Where(o => o.Recursive);
        return command.Options.Concat(inherited).Where(o => !o.Hidden).SelectMany(o => o.Aliases.Prepend(o.Name));
    }

    // A command line that begins with an unknown word was parsed against all commands.
    private static IEnumerable<string> CommandNames(Command command) =>
        command.Subcommands.Where(c => !c.Hidden).SelectMany(c => c.Aliases.Prepend(c.Name));

    private static string PathOf(ParseResult parsed, string program)
    {
        var names = new Stack<string>();
        for (var result = parsed.CommandResult; result.Command is not RootCommand; result = (CommandResult)result.Parent!)
        {
            names.Push(result.Command.Name);
        }

        return string.Join(' ', names.Prepend(program));
    }
}
