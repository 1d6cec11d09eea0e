using System.CommandLine;
using System.CommandLine.Completions;
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
            if (OptionNames(parsed).Contains(word))
            {
                return Syntax($"`{program}` takes no option before the command, but `{word}`", $"options go behind the command: `{path} {word} ...`");
            }

            var (problem, meant) = word.StartsWith('-') ? ($"`{path}` has no option `{word}`", word.Length > 2 ? Spelling.Nearest(word, OptionNames(parsed)) : null)
                : command.Subcommands.Count > 0 ? ($"there is no command `{path} {word}`", Spelling.Nearest(word, CommandNames(command)))
                : ($"`{path}` does not take `{word}`", Spelled(word, command));
            return Syntax(problem, meant is not null ? $"did you mean `{meant}`? Or {help}" : command is RootCommand || command.Subcommands.Count == 0 ? help : $"{OneOf(command)}; or {help}");
        }

        return command.Subcommands.Count > 0 && command.Action is null
            ? Syntax($"`{path}` needs a command", $"{OneOf(command)}; or {help}")
            : OfMissing(parsed, path, help) ?? OfValue(parsed.Errors[0], help) ?? Syntax(parsed.Errors[0].Message.TrimEnd('.'), help);
    }

    private static string OneOf(Command command) => $"one of {string.Join(", ", command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name))}";

    // `config set` for `config --set`, `env remove science` for `env remove -n science`.
    private static string? Spelled(string word, Command command) => command.Options.Any(o => !o.Hidden && o.Name == $"--{word}") ? $"--{word}"
        : command.Arguments.Count > 0 || command.Options.FirstOrDefault(o => o.Name == "--name") is not { } name || command.Options.Any(o => o.Name == "--set") ? null
        : word.Contains('/', StringComparison.Ordinal) ? $"-p {word}" : $"{name.Aliases.First()} {word}";

    // Something has to be said, and is not: the parser would name its own kinds of things.
    private static UsageException? OfMissing(ParseResult parsed, string path, string help) => parsed.Errors[0].SymbolResult switch
    {
        OptionResult { Option: var option, Tokens.Count: var count } when count == 0 || count < option.Arity.MinimumNumberOfValues => Syntax($"`{option.Name}` needs {Word(option.HelpName, option.Name.TrimStart('-'))}", help),
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
            : option.GetCompletions(CompletionContext.Empty).Select(c => c.Label).ToList() is { Count: > 0 } values && !values.Contains(value) ? Syntax($"`{option.Name}` does not take `{value}`", $"one of {string.Join(", ", values)}; or {help}")
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
