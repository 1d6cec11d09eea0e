using Tare.Testing.Processes;

namespace Tare.Testing.Debian;

/// <summary>
/// The distribution's package archive through apt, without changing the system: index files that are missing or out of date are
/// fetched into a folder of our own, which needs no root.
/// </summary>
internal sealed class AptRepository
{
    private readonly string _folder;
    private readonly Dictionary<string, DebianPackage?> _known = new(StringComparer.Ordinal);
    private string[] _options = ["-o", "APT::Sandbox::User=root"];

    internal AptRepository(string folder)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        if (Show(["libc6"]).Count == 0)
        {
            UseOwnLists();
        }
    }

    /// <summary>The packages of these names that there are.</summary>
    internal IReadOnlyList<DebianPackage> Show(IEnumerable<string> names)
    {
        var wanted = names.Distinct(StringComparer.Ordinal).ToArray();
        var unknown = wanted.Where(n => !_known.ContainsKey(n)).ToArray();
        if (unknown.Length > 0)
        {
            var text = Tool.Try("apt-cache", [.. _options, "show", "--no-all-versions", .. unknown]).Output;
            foreach (var package in ControlFile.Parse(text).Where(f => f.ContainsKey("Version")).Select(DebianPackage.From))
            {
                _known.TryAdd(package.Name, package);
            }
        }

        return [.. wanted.Select(n => _known.TryGetValue(n, out var package) ? package : _known[n] = null).OfType<DebianPackage>()];
    }

    /// <summary>Packages and everything they need, but what <paramref name="outside"/> leaves out, sorted by name.</summary>
    internal IReadOnlyList<DebianPackage> Closure(IEnumerable<string> seeds, Func<string, bool> outside)
    {
        var chosen = new SortedDictionary<string, DebianPackage>(StringComparer.Ordinal);
        for (var level = Show(seeds); level.Count > 0;)
        {
            foreach (var package in level)
            {
                chosen[package.Name] = package;
            }

            var needed = level.SelectMany(p => p.Depends).ToArray();
            Show(needed.SelectMany(n => n).Select(d => d.Name));
            level = [.. needed.Select(n => Choose(n, outside)).OfType<DebianPackage>().Where(p => !chosen.ContainsKey(p.Name)).Distinct()];
        }

        return [.. chosen.Values];
    }

    /// <summary>The archive files of packages, by name; fetched where they are not there yet.</summary>
    internal IReadOnlyDictionary<string, string> Download(IReadOnlyList<DebianPackage> packages)
    {
        var missing = packages.Where(p => FileOf(p) is null).ToArray();
        if (missing.Length > 0 && !TryDownload(missing))
        {
            // The mirror has moved on since these index files were fetched.
            UseOwnLists();
            var current = Show(missing.Select(p => p.Name));
            Tool.Run("sh", ["-c", "cd \"$0\" && exec apt-get \"$@\"", _folder, .. _options, "-q", "download", .. current.Select(p => p.Name)]);
        }

        return packages.ToDictionary(p => p.Name, p => FileOf(p) ?? FileOf(p, anyVersion: true)!, StringComparer.Ordinal);
    }

    private bool TryDownload(DebianPackage[] packages) =>
        Tool.Try("sh", ["-c", "cd \"$0\" && exec apt-get \"$@\"", _folder, .. _options, "-q", "download", .. packages.Select(p => $"{p.Name}={p.Version}")]).ExitCode == 0
        && packages.All(p => FileOf(p) is not null);

    private string? FileOf(DebianPackage package, bool anyVersion = false)
    {
        var version = anyVersion ? "*" : package.Version.Replace(":", "%3a", StringComparison.Ordinal);
        return Directory.GetFiles(_folder, $"{package.Name}_{version}_*.deb").Order(StringComparer.Ordinal).LastOrDefault();
    }

    private DebianPackage? Choose(IReadOnlyList<DebianDependency> alternatives, Func<string, bool> outside) =>
        alternatives.Any(a => outside(a.Name)) ? null : Show(alternatives.Select(a => a.Name)) is [var first, ..] ? first : null;

    private void UseOwnLists()
    {
        var state = Directory.CreateDirectory(Path.Combine(_folder, "apt")).FullName;
        Directory.CreateDirectory(Path.Combine(state, "lists", "partial"));
        Directory.CreateDirectory(Path.Combine(state, "cache", "archives", "partial"));
        _options = ["-o", "APT::Sandbox::User=root", "-o", $"Dir::State::lists={state}/lists", "-o", $"Dir::Cache={state}/cache"];
        _known.Clear();
        Tool.Run("apt-get", [.. _options, "-q", "update"]);
    }
}
