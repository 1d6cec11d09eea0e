using Tare.Conda.Channels;
using Tare.Conda.Configuration;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Prefixes;

namespace Tare.Conda.EnvironmentFiles;

/// <summary>Describes an environment such that it can be made again (from_environment in conda/env/env.py).</summary>
public static class EnvironmentExport
{
    /// <summary>Describes it. The channels are those that its packages came from, the configured ones in their order behind the others.</summary>
    public static EnvironmentFile Of(CondaPrefix prefix, CondaConfiguration configuration, EnvironmentExportOptions options)
    {
        var records = prefix.Records().Records;
        var all = PythonDistributions.Merge(prefix, records);
        var packages = all.Where(r => r.Subdir != "pypi").ToList();
        var resolver = ConfiguredChannels.Resolver(configuration);
        var configured = configuration.Channels.SelectMany(c => resolver.Resolve(c).CanonicalName is var name ? (string[])[name] : []).Distinct(StringComparer.Ordinal).ToList();
        var used = options.IgnoreChannels ? [] : packages.Select(r => resolver.Resolve(r.Channel ?? r.Url)).Where(c => !c.IsUnknown).Select(c => c.CanonicalName).Distinct(StringComparer.Ordinal).ToList();
        var channels = used.Where(c => !configured.Contains(c)).Concat(configured.Where(used.Contains)).ToList();
        return new EnvironmentFile
        {
            Name = EnvironmentLocator.NameOf(configuration, prefix.Path) ?? (options.IsPortable ? Path.GetFileName(prefix.Path) : null),
            Prefix = options.IsPortable ? null : prefix.Path,
            Channels = channels.Count > 0 ? channels : configured,

            // Without this the reader would add its own channels, none of which any package came from.
            HasNoDefaults = channels.Count > 0 && !configured.Exists(used.Contains),
            Dependencies = [.. options.FromHistory ? Requested(prefix, packages) : packages.Select(p => Dependency(Text(p, options.HasBuilds)))],
            PipRequirements = [.. all.Where(r => r.Subdir == "pypi").OrderBy(r => r.Name, StringComparer.Ordinal).Select(r => $"{r.Name}=={r.Version}")],
            Variables = Installing.EnvironmentState.Read(prefix.Path),
        };
    }

    private static string Text(PrefixRecord record, bool hasBuild) => hasBuild ? $"{record.Name}={record.Version}={record.Build}" : $"{record.Name}={record.Version}";

    // What was asked for once and is gone by now was not wanted in the end.
    private static IEnumerable<EnvironmentDependency> Requested(CondaPrefix prefix, List<PrefixRecord> packages)
    {
        var installed = packages.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        return History.RequestedSpecs(History.Read(prefix.HistoryPath)).Where(s => installed.Contains(s.Key)).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => Dependency(s.Value));
    }

    private static EnvironmentDependency Dependency(string text) => new(MatchSpec.Parse(text), text, 0);
}
