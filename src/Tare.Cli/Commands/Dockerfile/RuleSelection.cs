using System.CommandLine;
using Tare.Dockerfile.Configuration;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Rules;

namespace Tare.Cli.Commands.Dockerfile;

/// <summary>The options that choose rules, for lint and fix alike.</summary>
internal sealed class RuleSelection
{
    internal Option<string[]> Select { get; } = new("--select") { Description = "Only these rules: codes or beginnings of codes (TD1001,TD2)", HelpName = "CODES" };

    internal Option<string[]> Ignore { get; } = new("--ignore") { Description = "All rules but these", HelpName = "CODES" };

    internal void AddTo(Command command)
    {
        command.Options.Add(Select);
        command.Options.Add(Ignore);
    }

    internal IReadOnlyList<Rule> Rules(ParseResult parsed, LintConfiguration project)
    {
        var select = Codes(parsed.GetResult(Select) is null ? project.Select : parsed.GetValue(Select));
        var ignore = Codes([.. parsed.GetValue(Ignore) ?? [], .. project.Ignore]);
        foreach (var code in select.Concat(ignore).Where(c => !RuleTable.All.Any(r => r.Code.StartsWith(c, StringComparison.Ordinal))))
        {
            var isOfProject = Codes([.. project.Select, .. project.Ignore]).Contains(code);
            throw new UsageException($"{(isOfProject ? project.Path + ": " : "")}there is no rule `{code}`", $"they begin with {Beginnings()}; docs/rules has a page for each");
        }

        return [.. RuleTable.All.Where(r =>
            (select.Length == 0 || select.Any(c => r.Code.StartsWith(c, StringComparison.Ordinal)))
            && !ignore.Any(c => r.Code.StartsWith(c, StringComparison.Ordinal)))];
    }

    private static string Beginnings() => string.Join(", ", RuleTable.All.Select(r => $"`{r.Code[..3]}`").Distinct());

    private static string[] Codes(IEnumerable<string>? values) =>
        [.. (values ?? []).SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Select(c => c.ToUpperInvariant())];
}
