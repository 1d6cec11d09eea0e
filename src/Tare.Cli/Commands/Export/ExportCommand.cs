using System.CommandLine;
using Tare.Cli.Views;
using Tare.Conda.Configuration;
using Tare.Conda.EnvironmentFiles;
using Tare.Conda.Installing;
using Tare.Conda.Locks;
using Tare.Conda.Prefixes;
using Tare.Conda.Records;
using Tare.Primitives.Files;

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
        var format = new Option<string?>("--format") { Description = "environment-yaml, environment-json or explicit", HelpName = "FORMAT" };
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
            var kind = Format(parsed.GetValue(format), path, parsed.GetValue(lists), invocation.Json && path is null);
            var prefix = invocation.Environment();
            DemandPlatform(prefix, invocation, parsed.GetValue(platforms) ?? []);
            var isPortable = parsed.GetValue(portable);
            var text = kind == "explicit" ? Explicit(prefix, parsed.GetValue(sha256), invocation) : Describe(kind, invocation, prefix, new EnvironmentExportOptions
            {
                FromHistory = parsed.GetValue(history),
                HasBuilds = !parsed.GetValue(noBuilds) && !isPortable,
                IsPortable = isPortable,
                IgnoreChannels = parsed.GetValue(ignoreChannels),
            });
            Write(context, invocation, path, text);
            return (int)ExitStatus.Done;
        });
        return command;
    }

    private static string Format(string? named, string? path, bool isExplicit, bool isJson)
    {
        if (isExplicit)
        {
            return "explicit";
        }

        return named switch
        {
            null => isJson || path?.EndsWith(".json", StringComparison.OrdinalIgnoreCase) == true ? "json" : "yaml",
            "environment-yaml" or "yaml" or "yml" => "yaml",
            "environment-json" or "json" => "json",
            "explicit" => "explicit",
            _ => throw new UsageException($"`{named}` is no format of export", "there are environment-yaml, environment-json and explicit"),
        };
    }

    private static string Explicit(CondaPrefix prefix, bool sha256, CondaInvocation invocation)
    {
        var records = Tare.Conda.Solving.InstallationOrder.Sort(InstalledPackages.Of(prefix.Path));
        return ExplicitFile.Write(records, PlatformOf(records, invocation), sha256);
    }

    private static string PlatformOf(IReadOnlyList<RepoDataRecord> records, CondaInvocation invocation) =>
        records.Select(r => r.Subdir).FirstOrDefault(s => s is not (null or "noarch")) ?? invocation.Configuration.Subdir;

    private static void DemandPlatform(CondaPrefix prefix, CondaInvocation invocation, string[] platforms)
    {
        if (platforms.Length > 0 && PlatformOf(InstalledPackages.Of(prefix.Path), invocation) is var own && platforms.FirstOrDefault(p => p != own) is { } other)
        {
            throw new UsageException($"the packages of `{prefix.Path}` are for {own}, not for {other}", $"`export --portable` writes a file from which `create --platform {other}` can choose");
        }
    }

    private static string Describe(string kind, CondaInvocation invocation, CondaPrefix prefix, EnvironmentExportOptions options)
    {
        var environment = EnvironmentExport.Of(prefix, invocation.Configuration, options);
        environment = invocation.Channels.Count == 0 ? environment
            : environment with { Channels = invocation.OverrideChannels ? invocation.Channels : [.. invocation.Channels, .. environment.Channels.Except(invocation.Channels)] };
        return kind == "json" ? EnvironmentJson.Text(environment) : EnvironmentFileWriter.Write(environment);
    }

    private static void Write(CommandContext context, CondaInvocation invocation, string? path, string text)
    {
        if (path is null)
        {
            context.Terminal.Output.Write(text);
            return;
        }

        AtomicFile.Write(path, text);
        if (invocation.Json)
        {
            JsonDocumentView.Write(context.Terminal, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("file", path);
                writer.WriteBoolean("success", true);
                writer.WriteEndObject();
            });
        }
    }
}
