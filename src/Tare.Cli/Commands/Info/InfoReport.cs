using Tare.Cli.Views.Conda;
using Tare.Conda.Configuration;
using Tare.Conda.Prefixes;
using Tare.Primitives;

namespace Tare.Cli.Commands.Info;

/// <summary>The facts of <c>info</c>, under the names of conda's JSON.</summary>
internal sealed record InfoReport(CondaConfiguration Configuration)
{
    internal required string DefaultPrefix { get; init; }

    internal required string? ActivePrefix { get; init; }

    internal required string? ActiveName { get; init; }

    internal required int ShellLevel { get; init; }

    internal required IReadOnlyList<string> ChannelUrls { get; init; }

    /// <summary>Name, version and build of each.</summary>
    internal required IReadOnlyList<string[]> VirtualPackages { get; init; }

    /// <summary>The root environment's Python, as <c>3.11.5.final.0</c>; null without one.</summary>
    internal required string? PythonVersion { get; init; }

    internal required string? Netrc { get; init; }

    internal required string TemporaryFolder { get; init; }

    internal required string NoticesFolder { get; init; }

    internal required string UserAgent { get; init; }

    internal required string Executable { get; init; }

    internal required IReadOnlyList<KeyValuePair<string, string>> Variables { get; init; }

    internal string UserFile => Path.Join(Configuration.Host.Home, ".condarc");

    internal string SystemFile => Path.Join(Configuration.Root.Path, ".condarc");

    internal IEnumerable<string> Files => Configuration.Sources.Where(s => s.IsFile).Select(s => s.Name);

    internal static InfoReport Of(CondaInvocation invocation)
    {
        var configuration = invocation.Configuration;
        var host = configuration.Host;
        var active = host["CONDA_PREFIX"];
        var netrc = host["NETRC"] ?? Path.Join(host.Home, ".netrc");
        return new InfoReport(configuration)
        {
            DefaultPrefix = EnvironmentLocator.Default(configuration),
            ActivePrefix = active,
            ActiveName = active is null ? null : EnvironmentLocator.NameOf(configuration, PathExpansion.Absolute(active, host)) ?? active,
            ShellLevel = int.TryParse(host["CONDA_SHLVL"], out var level) ? level : -1,
            ChannelUrls = [.. invocation.EffectiveChannels.Select(configuration.ChannelResolver.Resolve).SelectMany(c => c.Urls(configuration.Subdirs)).Select(UrlSecrets.Hide).Distinct(StringComparer.Ordinal)],
            VirtualPackages = SystemPackages.Of(configuration),
            PythonVersion = Python(configuration.Root.Path),
            Netrc = host["NETRC"] is not null || File.Exists(netrc) ? netrc : null,
            TemporaryFolder = host["TMPDIR"] ?? "/tmp",
            NoticesFolder = Path.Join(host["XDG_CACHE_HOME"] ?? Path.Join(host.Home, ".cache"), "conda", "notices"),
            UserAgent = $"tare/{CondaVersions.Tare} conda/{CondaVersions.Conda} {Environment.OSVersion.Platform switch { PlatformID.Unix => "Linux", var other => other.ToString() }}/{Environment.OSVersion.Version}",
            Executable = Environment.ProcessPath ?? invocation.Context.ProgramName,
            Variables = [.. Told(host).OrderBy(v => v.Key, StringComparer.Ordinal)],
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> Told(CondaHost host)
    {
        foreach (var name in (string[])["CIO_TEST", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "LD_PRELOAD"])
        {
            yield return KeyValuePair.Create(name, host.Variables.GetValueOrDefault(name, "<not set>"));
        }

        foreach (var (name, value) in host.Variables)
        {
            var upper = name.ToUpperInvariant();
            if (upper.EndsWith("PROXY", StringComparison.Ordinal))
            {
                yield return KeyValuePair.Create(name, "<set>");
            }
            else if (upper.StartsWith("CONDA", StringComparison.Ordinal) || upper.StartsWith("MAMBA", StringComparison.Ordinal) || upper.StartsWith("PYTHON", StringComparison.Ordinal)
                || upper.EndsWith("PATH", StringComparison.Ordinal) || upper.StartsWith("SUDO", StringComparison.Ordinal))
            {
                yield return KeyValuePair.Create(name, upper.Contains("TOKEN", StringComparison.Ordinal) ? "<set>" : UrlSecrets.Hide(value));
            }
        }
    }

    private static string? Python(string root)
    {
        var record = new CondaPrefix(root).RecordPaths().Select(Path.GetFileNameWithoutExtension)
            .FirstOrDefault(n => n!.StartsWith("python-", StringComparison.Ordinal) && n.Length > 7 && char.IsAsciiDigit(n[7]) && n.Count(c => c == '-') == 2);
        return record is null ? null : record.Split('-')[1] + ".final.0";
    }
}
