using Tare.Conda.Configuration;
using Tare.Primitives.Posix;

namespace Tare.Conda.Prefixes;

/// <summary>One search for environments.</summary>
internal sealed class EnvironmentSearch(CondaConfiguration configuration)
{
    private readonly List<CondaPrefix> _found = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, string>> _problems = [];

    internal FoundEnvironments Run()
    {
        Add(configuration.Root.Path);
        foreach (var folder in configuration.EnvsDirs)
        {
            Try(folder, () => AddAll(folder));
        }

        foreach (var home in Homes())
        {
            var registry = EnvironmentFinder.RegistryPath(home);
            Try(registry, () => AddRegistered(registry));
        }

        if (configuration.Host["CONDA_PREFIX"] is { } active && Path.IsPathRooted(active))
        {
            Add(PathExpansion.Absolute(active, configuration.Host));
        }

        _found.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return new FoundEnvironments(_found, _problems);
    }

    private IEnumerable<string> Homes()
    {
        var own = configuration.Host.Home;
        return configuration.Host.IsAdministrator
            ? UserHomes.All(configuration.Host).Select(u => u.Home).Prepend(own).Distinct(StringComparer.Ordinal)
            : [own];
    }

    private void AddAll(string folder)
    {
        if (Directory.Exists(folder))
        {
            foreach (var path in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
            {
                Add(path);
            }
        }
    }

    private void AddRegistered(string registry)
    {
        if (!File.Exists(registry))
        {
            return;
        }

        foreach (var line in File.ReadLines(registry))
        {
            var path = line.Trim();
            if (path.Length > 0 && path[0] == '/' && !path.Contains('\0', StringComparison.Ordinal))
            {
                Add(PathExpansion.Absolute(path, configuration.Host));
            }
        }
    }

    // Two names of one folder are one environment.
    private void Add(string path)
    {
        var prefix = new CondaPrefix(path);
        if (prefix.IsEnvironment)
        {
            if (_seen.Add(FolderHandle.Resolve(path) ?? path))
            {
                _found.Add(prefix);
            }
        }
        else if (FileAccessCheck.IsHidden(prefix.HistoryPath))
        {
            _problems.Add(KeyValuePair.Create(path, "permission denied"));
        }
    }

    private void Try(string place, Action search)
    {
        try
        {
            search();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _problems.Add(KeyValuePair.Create(place, exception is UnauthorizedAccessException ? "permission denied" : exception.Message));
        }
    }
}
