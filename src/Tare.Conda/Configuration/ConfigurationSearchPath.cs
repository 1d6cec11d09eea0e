namespace Tare.Conda.Configuration;

/// <summary>Where conda looks for its configuration; what comes later wins.</summary>
internal static class ConfigurationSearchPath
{
    private static readonly string[] Names = [".condarc", "condarc", "condarc.d"];

    /// <summary>The files that exist, each once, in the order of their precedence, weakest first.</summary>
    internal static IReadOnlyList<string> Files(CondaHost host, string root, string? prefix)
    {
        var files = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var candidate in Candidates(host, root, prefix))
        {
            files.AddRange(FilesAt(candidate).Where(seen.Add));
        }

        return files;
    }

    private static IEnumerable<string> Candidates(CondaHost host, string root, string? prefix)
    {
        string?[] folders =
        [
            host.System("etc/conda"), host.System("var/lib/conda"), root,
            host["XDG_CONFIG_HOME"] is { } xdg ? Path.Join(PathExpansion.Home(xdg, host), "conda") : null,
            Path.Join(host.Home, ".config/conda"), Path.Join(host.Home, ".conda"),
        ];
        foreach (var folder in folders.OfType<string>())
        {
            foreach (var name in Names)
            {
                yield return Path.Join(folder, name);
            }
        }

        yield return Path.Join(host.Home, ".condarc");
        foreach (var name in prefix is null ? [] : Names)
        {
            yield return Path.Join(prefix, name);
        }

        if (host["CONDARC"] is { } condarc)
        {
            yield return PathExpansion.Absolute(PathExpansion.Home(condarc, host), host);
        }
    }

    private static IEnumerable<string> FilesAt(string path)
    {
        if (Directory.Exists(path))
        {
            return FilesIn(path);
        }

        return File.Exists(path) && (Path.GetFileName(path) is ".condarc" or "condarc" || IsYaml(path)) ? [path] : [];
    }

    private static IEnumerable<string> FilesIn(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder).Where(IsYaml).Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsYaml(string path) => Path.GetExtension(path) is ".yml" or ".yaml";
}
