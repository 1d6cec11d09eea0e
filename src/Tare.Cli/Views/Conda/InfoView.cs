using System.Text.Json;
using Tare.Cli.Commands.Info;
using Tare.Cli.Terminals;
using Tare.Conda.Prefixes;
using Tare.Primitives.Json;
using Tare.Primitives.Posix;

namespace Tare.Cli.Views.Conda;

/// <summary>Shows the facts of <c>info</c> as conda does.</summary>
internal static class InfoView
{
    internal static void WriteText(Terminal terminal, InfoReport report)
    {
        (string Title, string Value)[] rows = [.. Rows(report)];
        terminal.Output.WriteLine();
        foreach (var (title, value) in rows)
        {
            terminal.Output.WriteLine($" {title,22} : {value}");
        }

        terminal.Output.WriteLine();
    }

    internal static void WriteSystem(Terminal terminal, InfoReport report)
    {
        terminal.Output.WriteLine($"sys.version: {SystemVersion(report)}");
        terminal.Output.WriteLine($"sys.prefix: {report.Configuration.Root.Path}");
        terminal.Output.WriteLine($"sys.executable: {Executable(report)}");
        terminal.Output.WriteLine($"conda location: {report.Executable}");
        terminal.Output.WriteLine();
        foreach (var (name, value) in report.Variables)
        {
            terminal.Output.WriteLine($"{name}: {value}");
        }
    }

    internal static void WriteJson(Terminal terminal, InfoReport report, IReadOnlyList<EnvironmentDetails> environments) => JsonText.Write(terminal.Output, writer =>
    {
        writer.WriteStartObject();
        WritePlaces(writer, report);
        EnvironmentListView.WriteNames(writer, environments);
        WriteProgram(writer, report);
        writer.WriteStartObject("env_vars");
        foreach (var (name, value) in report.Variables)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
        EnvironmentListView.WriteDetails(writer, environments, null);
        writer.WriteStartObject("tare");
        writer.WriteString("version", CondaVersions.Tare);
        writer.WriteString("root_prefix_reason", report.Configuration.Root.Reason);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static IEnumerable<(string Title, string Value)> Rows(InfoReport report)
    {
        var configuration = report.Configuration;
        yield return ("active environment", report.ActiveName ?? "None");
        if (report.ActivePrefix is { } active)
        {
            yield return ("active env location", active);
        }

        if (report.ShellLevel >= 0)
        {
            yield return ("shell level", report.ShellLevel.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        yield return ("user config file", report.UserFile);
        yield return ("populated config files", Lines(report.Files));
        yield return ("tare version", CondaVersions.Tare);
        yield return ("conda version", CondaVersions.Conda);
        yield return ("python version", report.PythonVersion ?? "None");
        yield return ("virtual packages", Lines(report.VirtualPackages.Select(p => string.Join('=', p))));
        yield return ("base environment", $"{configuration.Root.Path}  ({(configuration.IsRootWritable ? "writable" : "read only")})");
        yield return ("chosen because of", configuration.Root.Reason);
        yield return ("channel URLs", Lines(report.ChannelUrls));
        yield return ("package cache", Lines(configuration.PkgsDirs));
        yield return ("envs directories", Lines(configuration.EnvsDirs));
        yield return ("temporary directory", report.TemporaryFolder);
        yield return ("platform", configuration.Subdir);
        yield return ("user-agent", report.UserAgent);
        yield return ("UID:GID", $"{FolderHandle.User}:{FolderHandle.Group}");
        yield return ("netrc file", report.Netrc ?? "None");
        yield return ("offline mode", configuration.Offline ? "True" : "False");
    }

    private static void WritePlaces(Utf8JsonWriter writer, InfoReport report)
    {
        var configuration = report.Configuration;
        writer.WriteString("platform", configuration.Subdir);
        writer.WriteString("conda_version", CondaVersions.Conda);
        writer.WriteString("conda_env_version", CondaVersions.Conda);
        writer.WriteString("conda_build_version", "not installed");
        writer.WriteString("root_prefix", configuration.Root.Path);
        writer.WriteString("conda_prefix", configuration.Root.Path);
        writer.WriteString("av_data_dir", Path.Join(configuration.Root.Path, "etc", "conda"));
        writer.WriteString("av_metadata_url_base", configuration.Text("signing_metadata_url_base") is { Length: > 0 } url ? url : null);
        writer.WriteBoolean("root_writable", configuration.IsRootWritable);
        writer.WriteTexts("pkgs_dirs", configuration.PkgsDirs);
        writer.WriteTexts("envs_dirs", configuration.EnvsDirs);
        writer.WriteString("default_prefix", report.DefaultPrefix);
        writer.WriteString("active_prefix", report.ActivePrefix);
        writer.WriteString("active_prefix_name", report.ActiveName);
        writer.WriteNumber("conda_shlvl", report.ShellLevel);
        writer.WriteTexts("channels", report.ChannelUrls);
        writer.WriteString("user_rc_path", report.UserFile);
        writer.WriteString("rc_path", report.UserFile);
        writer.WriteString("sys_rc_path", report.SystemFile);
        writer.WriteBoolean("offline", configuration.Offline);
    }

    private static void WriteProgram(Utf8JsonWriter writer, InfoReport report)
    {
        writer.WriteString("python_version", report.PythonVersion);
        writer.WriteNull("requests_version");
        writer.WriteString("user_agent", report.UserAgent);
        writer.WriteString("conda_location", report.Executable);
        writer.WriteTexts("config_files", report.Files);
        writer.WriteString("netrc_file", report.Netrc);
        writer.WriteStartArray("virtual_pkgs");
        foreach (var package in report.VirtualPackages)
        {
            writer.WriteStartArray();
            foreach (var part in package)
            {
                writer.WriteStringValue(part);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("solver");
        writer.WriteString("name", "tare");
        writer.WriteString("user_agent", $"solver/tare/{CondaVersions.Tare}");
        writer.WriteBoolean("default", true);
        writer.WriteEndObject();
        writer.WriteString("tmp_dir", report.TemporaryFolder);
        writer.WriteString("notices_cache_dir", report.NoticesFolder);
        writer.WriteNumber("UID", FolderHandle.User);
        writer.WriteNumber("GID", FolderHandle.Group);
        writer.WriteString("sys.version", SystemVersion(report));
        writer.WriteString("sys.prefix", report.Configuration.Root.Path);
        writer.WriteString("sys.executable", Executable(report));
        writer.WriteTexts("site_dirs", []);
    }

    private static string SystemVersion(InfoReport report) =>
        report.PythonVersion is { } python ? $"{python[..^".final.0".Length]} (tare {CondaVersions.Tare})" : $"tare {CondaVersions.Tare}";

    private static string Executable(InfoReport report) =>
        Path.Join(report.Configuration.Root.Path, "bin", "python") is var python && File.Exists(python) ? python : report.Executable;

    private static string Lines(IEnumerable<string> values) => string.Join("\n" + new string(' ', 26), values);
}
