using System.CommandLine;
using Tare.Cli.Views;
using Tare.Cli.Views.Conda;
using Tare.Conda.Channels;
using Tare.Conda.Configuration;
using Tare.Conda.EnvironmentFiles;
using Tare.Conda.Locks;
using Tare.Conda.Prefixes;
using Tare.Conda.Records;
using Tare.Conda.Solving;
using Tare.Primitives.Files;
using Tare.Primitives.Json;

namespace Tare.Cli.Commands.Export;

/// <summary><c>tare export</c> and <c>tare env export</c>: a file from which an environment can be made again.</summary>
internal static class ExportCommand
{
    internal static Command Create(CommandContext context)
    {
        var command = new Command("export", """
            Write a file from which the environment can be made again.

              tare export -n science > environment.yml
              tare export -n science --portable --file environment.yml
              tare export -n science --explicit --file science.lock
            """);
        var history = new Option<bool>("--from-history") { Description = "Only what was asked for, with its channels and the pip section" };
        var noBuilds = new Option<bool>("--no-builds") { Description = "Without build strings" };
        var portable = new Option<bool>("--portable") { Description = "For other machines: without build strings and prefix" };
        var lists = new Option<bool>("--explicit") { Description = "The URLs and hashes of the archives, to be installed without solving" };
        var sha256 = new Option<bool>("--sha256") { Description = "With --explicit: SHA-256 instead of MD5" };
        var md5 = new Option<bool>("--md5") { Hidden = true, Description = "Accepted: --explicit has hashes in any case" };
        var file = new Option<string?>("--file", "-f") { Description = "Where to write to, instead of standard output", HelpName = "FILE" };
        var format = new Option<string?>("--format") { Description = $"{ExportFormat.Names}; otherwise the name of the file decides", HelpName = "FORMAT" };
        var ignoreChannels = new Option<bool>("--ignore-channels") { Description = "Name the configured channels, not those that packages came from" };
        var platforms = new Option<string[]>("--platform", "--subdir") { Description = "The platform to export for: that of the environment", HelpName = "SUBDIR" };
        var others = new Option<bool>("--override-platforms") { Description = "Accepted for conda's sake", Hidden = true };
        foreach (var option in (Option[])[history, noBuilds, portable, lists, sha256, md5, file, format, ignoreChannels, platforms, others])
        {
            command.Options.Add(option);
        }

        var shared = CondaOptions.AddTo(command, CondaOptionSet.Target | CondaOptionSet.Channels);
        command.SetAction(parsed =>
        {
            var invocation = shared.Resolve(parsed, context);
            var path = parsed.GetValue(file) is { } given ? PathExpansion.Full(given, invocation.Configuration.Host) : null;
            var kind = parsed.GetValue(lists) ? ExportFormat.Explicit
                : parsed.GetValue(format) is { } named ? ExportFormat.Of(named)
                : path is not null ? ExportFormat.OfFile(path)
                : invocation.Json ? ExportFormat.Json : ExportFormat.Yaml;
            var prefix = invocation.Environment();
            DemandPlatform(prefix, invocation, parsed.GetValue(platforms) ?? []);
            var isPortable = parsed.GetValue(portable);
            var options = new EnvironmentExportOptions
            {
                FromHistory = parsed.GetValue(history),
                HasBuilds = !parsed.GetValue(noBuilds) && !isPortable,
                IsPortable = isPortable,
                IgnoreChannels = parsed.GetValue(ignoreChannels),
            };
            var text = kind == ExportFormat.Explicit ? Explicit(prefix, parsed.GetValue(sha256), invocation)
                : kind == ExportFormat.Requirements ? Requirements(prefix, invocation, options)
                : Describe(kind, invocation, prefix, options);
            var warning = kind == ExportFormat.Explicit || kind == ExportFormat.Requirements ? PipWarning(prefix, kind) : null;
            if (warning is not null && !invocation.Json)
            {
                context.Terminal.Error.WriteLine($"warning: {warning}");
            }

            Write(invocation, (path, kind.Name, warning), text);
            return (int)ExitStatus.Done;
        });
        return command;
    }

    // These formats have no place for what pip installed.
    private static string? PipWarning(CondaPrefix prefix, ExportFormat format) =>
        PythonDistributions.Merge(prefix, prefix.Records().Records).Where(r => r.Subdir == "pypi").Select(r => r.Name).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } names
            ? $"the format {format.Name} leaves out what pip installed: {string.Join(", ", names)}"
            : null;

    private static string Requirements(CondaPrefix prefix, CondaInvocation invocation, EnvironmentExportOptions options)
    {
        var records = InstalledPackages.Of(prefix.Path);
        var resolver = ConfiguredChannels.Resolver(invocation.Configuration);
        IReadOnlyList<string> specs = options.FromHistory
            ? [.. EnvironmentExport.Of(prefix, invocation.Configuration, options).Dependencies.Select(d => d.Text)]
            : [.. records.OrderBy(r => r.Name, StringComparer.Ordinal).Select(r => RequirementsFile.Spec(r, resolver, options))];
        return specs.Count > 0 ? RequirementsFile.Write(specs, PlatformOf(records, invocation))
            : throw new UsageException($"`{prefix.Path}` has nothing to list", "a list of no specs cannot be installed; export environment-yaml instead");
    }

    private static string Explicit(CondaPrefix prefix, bool sha256, CondaInvocation invocation)
    {
        var records = InstallationOrder.Sort(InstalledPackages.Of(prefix.Path));
        return ExplicitFile.Write(records, PlatformOf(records, invocation), sha256);
    }

    private static string PlatformOf(IReadOnlyList<RepoDataRecord> records, CondaInvocation invocation) =>
        InstalledPackages.PlatformOf(records) ?? invocation.Configuration.Subdir;

    private static void DemandPlatform(CondaPrefix prefix, CondaInvocation invocation, string[] platforms)
    {
        if (platforms.Length > 0 && PlatformOf(InstalledPackages.Of(prefix.Path), invocation) is var own && platforms.FirstOrDefault(p => p != own) is { } other)
        {
            throw new UsageException($"the packages of `{prefix.Path}` are for {own}, not for {other}", $"`export --portable` writes a file from which `create --platform {other}` can choose");
        }
    }

    private static string Describe(ExportFormat kind, CondaInvocation invocation, CondaPrefix prefix, EnvironmentExportOptions options)
    {
        var environment = EnvironmentExport.Of(prefix, invocation.Configuration, options);
        environment = invocation.Channels.Count == 0 ? environment
            : environment with { Channels = invocation.OverrideChannels ? invocation.Channels : [.. invocation.Channels, .. environment.Channels.Except(invocation.Channels)] };
        return kind == ExportFormat.Json ? EnvironmentJson.Text(environment) : EnvironmentFileWriter.Write(environment);
    }

    private static void Write(CondaInvocation invocation, (string? Path, string Format, string? Warning) file, string text)
    {
        if (file.Path is null)
        {
            invocation.Context.Terminal.Output.Write(text);
            return;
        }

        AtomicFile.Write(file.Path, text);
        if (invocation.Json)
        {
            JsonText.Write(invocation.Context.Terminal.Output, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("file", file.Path);
                writer.WriteString("format", file.Format);
                writer.WriteBoolean("success", true);
                writer.WriteTexts("warnings", file.Warning is null ? [] : [file.Warning]);
                writer.WriteEndObject();
            });
        }
    }
}
