namespace Tare.Conda.Prefixes;

/// <summary>The path of a folder with every symbolic link on the way resolved.</summary>
public static class RealPath
{
    private const int MaximumLinks = 40;

    /// <summary>The real path; parts that do not exist, or lie behind a circle of links, stay as they are.</summary>
    public static string Of(string path)
    {
        var links = 0;
        return Resolve(path, ref links);
    }

    private static string Resolve(string path, ref int links)
    {
        var resolved = "/";
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            resolved = Path.GetFullPath(Path.Join(resolved, part));
            if (new FileInfo(resolved).LinkTarget is not { } target || ++links > MaximumLinks)
            {
                continue;
            }

            resolved = Resolve(Path.Join(target.StartsWith('/') ? "" : Path.GetDirectoryName(resolved), target), ref links);
        }

        return resolved;
    }
}
