using System.CommandLine;
using Tare.Cli.Views.Conda;
using Tare.Conda.Prefixes;
using Tare.Conda.Solving;
using Tare.Primitives.Patterns;

namespace Tare.Cli.Commands.List;

/// <summary><c>tare list</c>: what is installed in an environment.</summary>
internal static class ListCommand
{
    internal static Command Create(CommandContext context)
    {
        var command = new Command("list", """
            List what is installed in an environment.

              tare list -n science
              tare list ^py --json
              tare list --explicit --md5 > lock.txt
            """);
        var options = new ListOptions();
        command.Arguments.Add(options.Regex);
        foreach (var option in options.All)
        {
            command.Options.Add(option);
        }

        var shared = CondaOptions.AddTo(command, CondaOptionSet.Target);
        command.SetAction(parsed => (int)Run(parsed, options, shared.Resolve(parsed, context)));
        return command;
    }

    private static ExitStatus Run(ParseResult parsed, ListOptions options, CondaInvocation invocation)
    {
        var context = invocation.Context;
        var prefix = invocation.Environment();
        if (parsed.GetValue(options.Md5) && parsed.GetValue(options.Sha256))
        {
            throw new UsageException("Only one of --md5 and --sha256 can be specified at the same time");
        }

        if (parsed.GetValue(options.Revisions))
        {
            RevisionsView.Write(context.Terminal, History.Read(prefix.HistoryPath), invocation.Json);
            return ExitStatus.Done;
        }

        var found = prefix.Records(parsed.GetValue(options.Size) ? PrefixRecordParts.All : PrefixRecordParts.Sketch);
        foreach (var problem in found.Problems)
        {
            context.Terminal.Error.WriteLine($"warning: {problem.Message}");
        }

        if (parsed.GetValue(options.Explicit))
        {
            new PackageListView(context.Terminal, invocation.Configuration).Explicit(InstallationOrder.Sort(found.Records.Select(InstalledPackages.ToRepoData)), HashOf(parsed, options), parsed.GetValue(options.Auth));
            return ExitStatus.Done;
        }

        var records = parsed.GetValue(options.NoPip) ? found.Records : PythonDistributions.Merge(prefix, found.Records);
        var packages = Select(records, parsed, options, prefix);
        if (parsed.GetValue(options.Reverse))
        {
            packages.Reverse();
        }

        Show(packages, parsed, options, invocation);
        return ExitStatus.Done;
    }

    private static void Show(List<PrefixRecord> packages, ParseResult parsed, ListOptions options, CondaInvocation invocation)
    {
        var view = new PackageListView(invocation.Context.Terminal, invocation.Configuration);
        var prefix = invocation.Environment();
        var sizes = parsed.GetValue(options.Size) ? prefix : null;
        if (invocation.Json)
        {
            view.Json(packages, sizes);
        }
        else if (parsed.GetValue(options.Canonical))
        {
            view.Canonical(packages);
        }
        else if (parsed.GetValue(options.Export))
        {
            view.Export(packages);
        }
        else
        {
            var fields = parsed.GetValue(options.Fields)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [.. invocation.Configuration.Texts("list_fields")];
            view.Table(prefix, packages, new PackageColumns(fields, sizes is not null, parsed.GetValue(options.ShowChannelUrls)));
        }
    }

    private static List<PrefixRecord> Select(IReadOnlyList<PrefixRecord> records, ParseResult parsed, ListOptions options, CondaPrefix prefix)
    {
        if (parsed.GetValue(options.Regex) is not { } regex)
        {
            return [.. records];
        }

        if (parsed.GetValue(options.FullName))
        {
            List<PrefixRecord> named = [.. records.Where(r => r.Name == regex)];
            return named.Count > 0 ? named : throw new PackageNotInstalledException(prefix.Path, regex);
        }

        var pattern = TextRegex.TryParse(regex, ignoreCase: true, out var read, out var fault) ? read
            : throw new UsageException($"`{regex}` is not a regular expression: {fault.Message}", "write `\\` before a character that stands for itself");
        List<PrefixRecord> matching = [.. records.Where(r => pattern.IsMatch(r.Name))];
        return matching.Count > 0 ? matching : throw new NoPackageMatchesException(regex);
    }

    private static string? HashOf(ParseResult parsed, ListOptions options) =>
        parsed.GetValue(options.Md5) ? "md5" : parsed.GetValue(options.Sha256) ? "sha256" : null;
}
