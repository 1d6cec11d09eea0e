using System.Text.Json;
using Tare.Archives.Packages;

namespace Tare.Conda.Linking;

/// <summary>
/// What each path of a package becomes in an environment: pure, so that an installation and a layer of an image follow the same.
/// </summary>
/// <param name="Items">The paths, ordered by target.</param>
/// <param name="IsNoarchPython">Files of Python packages were moved to where the environment's Python looks for them.</param>
public sealed record PackageLinkPlan(IReadOnlyList<LinkItem> Items, bool IsNoarchPython)
{
    private const string SitePackages = "site-packages/";
    private const string Scripts = "python-scripts/";

    /// <summary>Makes the plan. <paramref name="linkJson"/> is info/link.json where the package has it.</summary>
    public static PackageLinkPlan Make(IReadOnlyList<PackagePath> paths, ReadOnlySpan<byte> linkJson, PythonTarget? python, string source)
    {
        var (isPython, entryPoints) = ReadLinkJson(linkJson, source);
        if (isPython && python is null)
        {
            throw new LinkException($"`{source}` is for Python, and the environment has none", "add `python` to what you ask for");
        }

        var items = paths.Where(p => p.Type is not PackagePathType.Other || p.Path.Length > 0)
            .Select(p => new LinkItem(p.Path, isPython ? Place(p.Path, python!) : p.Path, KindOf(p)) { Path = p })
            .Concat(entryPoints.Select(e => new LinkItem("", $"bin/{e.Command}", LinkKind.EntryPoint) { EntryPoint = e }))
            .ToArray();
        Array.Sort(items, static (a, b) => string.CompareOrdinal(a.Target, b.Target));
        return new PackageLinkPlan(items, isPython);
    }

    private static string Place(string path, PythonTarget python) =>
        path.StartsWith(SitePackages, StringComparison.Ordinal) ? $"{python.SitePackages}/{path[SitePackages.Length..]}"
        : path.StartsWith(Scripts, StringComparison.Ordinal) ? $"bin/{path[Scripts.Length..]}"
        : path;

    private static LinkKind KindOf(PackagePath path) => path.Type switch
    {
        PackagePathType.SoftLink => LinkKind.SymbolicLink,
        PackagePathType.Directory => LinkKind.Folder,
        _ when path.PrefixPlaceholder is not null => LinkKind.Rewrite,
        _ => path.NoLink ? LinkKind.Copy : LinkKind.Link,
    };

    private static (bool IsPython, EntryPoint[] EntryPoints) ReadLinkJson(ReadOnlySpan<byte> json, string source)
    {
        if (json.IsEmpty)
        {
            return (false, []);
        }

        try
        {
            using var document = JsonDocument.Parse(json.ToArray());
            if (!document.RootElement.TryGetProperty("noarch", out var noarch) || noarch.ValueKind != JsonValueKind.Object
                || !noarch.TryGetProperty("type", out var type) || type.GetString() != "python")
            {
                return (false, []);
            }

            var points = noarch.TryGetProperty("entry_points", out var list) && list.ValueKind == JsonValueKind.Array
                ? list.EnumerateArray().Select(e => EntryPoint.Parse(e.GetString() ?? "")).ToArray()
                : [];
            return (true, points);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new LinkException($"`{source}` holds a malformed info/link.json", "the package is damaged; get it again", exception);
        }
    }
}
