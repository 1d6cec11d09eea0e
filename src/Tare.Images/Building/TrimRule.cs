namespace Tare.Images.Building;

/// <summary>A kind of files that an image can do without.</summary>
/// <param name="Name">What the report calls them.</param>
/// <param name="Reason">Why nothing misses them.</param>
/// <param name="Matches">Whether a path of the environment is one of them.</param>
public sealed record TrimRule(string Name, string Reason, Func<string, bool> Matches)
{
    /// <summary>Compiled Python, which Python makes anew in memory where it is missing.</summary>
    public static TrimRule Bytecode { get; } = new(
        "bytecode", "Python compiles what it imports", p => p.EndsWith(".pyc", StringComparison.Ordinal) && p.Contains("__pycache__/", StringComparison.Ordinal));

    /// <summary>What a program that only runs does not need: nothing is compiled against the environment, and nobody reads manuals in it.</summary>
    public static IReadOnlyList<TrimRule> Inference { get; } =
    [
        new("headers", "nothing is compiled against the environment", p => p.StartsWith("include/", StringComparison.Ordinal) || EndsWith(p, ".h", ".hpp", ".pxd") && Within(p, "site-packages", "include")),
        new("static libraries", "nothing is linked against the environment", p => EndsWith(p, ".a", ".la")),
        new("build files", "nothing is built with the environment", p => Starts(p, "lib/pkgconfig/", "share/pkgconfig/", "lib/cmake/", "share/cmake/", "share/aclocal/")),
        new("manuals", "nobody reads them in a container", p => Starts(p, "share/man/", "share/doc/", "share/info/", "share/gtk-doc/", "man/")),
        new("tests", "packages do not test themselves while they serve", p => p.Contains("/site-packages/", StringComparison.Ordinal) && Within(p, "site-packages", "tests")),
        new("Python's own tests", "they are for those who change Python", p => p.StartsWith("lib/python", StringComparison.Ordinal) && !p.Contains("site-packages", StringComparison.Ordinal) && Within(p, "lib", "test")),
    ];

    private static bool Starts(string path, params ReadOnlySpan<string> starts)
    {
        foreach (var start in starts)
        {
            if (path.StartsWith(start, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsWith(string path, params ReadOnlySpan<string> ends)
    {
        foreach (var end in ends)
        {
            if (path.EndsWith(end, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // A folder called `name` somewhere below a folder called `above`; the file's own name does not count.
    private static bool Within(string path, string above, string name)
    {
        var segments = path.Split('/');
        var from = Array.IndexOf(segments, above);
        return from >= 0 && Array.IndexOf(segments, name, from + 1) is var at && at > 0 && at < segments.Length - 1;
    }
}
