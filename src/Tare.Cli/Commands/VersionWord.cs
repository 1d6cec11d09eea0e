using System.CommandLine;

namespace Tare.Cli.Commands;

/// <summary>The value of an option that names the version of something on a machine: <c>--cuda</c>, <c>--glibc</c>.</summary>
internal static class VersionWord
{
    /// <summary>Numbers with dots between them, or nothing for what the machine does not have; null where the option was not given.</summary>
    internal static string? Of(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) switch
    {
        null => null,
        "" => "",
        var word when word.Split('.').All(p => p.Length > 0 && p.All(char.IsAsciiDigit)) => word,
        var word => throw new UsageException($"`{option.Name} {word}` is no version", "write it like 12.4") { IsSyntax = true },
    };
}
