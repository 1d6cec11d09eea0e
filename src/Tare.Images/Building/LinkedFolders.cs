using System.Text;
using Tare.Archives.Packages;
using Tare.Archives.Tar;
using Tare.Conda.Linking;

namespace Tare.Images.Building;

/// <summary>
/// Links to folders, such as <c>lib64 -> lib</c>, that one package brings and another puts files through. A layer must name the place
/// behind the link: a folder of the link's name would take the link's place.
/// </summary>
internal sealed class LinkedFolders
{
    private const int MostLinks = 40; // as Linux, path_resolution(7)
    private readonly Dictionary<string, (PackageContent Package, string Source)> _links = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);

    internal LinkedFolders(IEnumerable<PackageContent> packages)
    {
        foreach (var package in packages)
        {
            foreach (var item in package.Plan.Items.Where(i => i.Kind == LinkKind.SymbolicLink && !package.Left.Contains(i.Target)))
            {
                _links[item.Target] = (package, item.Source);
            }
        }
    }

    /// <summary>The paths of a package that lie elsewhere than they say.</summary>
    internal IReadOnlyDictionary<string, string> PlacesOf(PackageLinkPlan plan)
    {
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var target in _links.Count == 0 ? [] : plan.Items.Select(i => i.Target))
        {
            var slash = target.LastIndexOf('/');
            var folder = slash < 0 ? "" : target[..slash];
            if (slash >= 0 && Resolve(folder) is var place && place != folder)
            {
                places[target] = place.Length == 0 ? target[(slash + 1)..] : place + target[slash..];
            }
        }

        return places;
    }

    private string Resolve(string folder)
    {
        if (!_folders.TryGetValue(folder, out var place))
        {
            _folders[folder] = place = Walk(folder);
        }

        return place;
    }

    private string Walk(string folder)
    {
        var rest = new Stack<string>(folder.Split('/').Reverse());
        var done = new List<string>();
        for (var links = 0; rest.TryPop(out var name);)
        {
            if (name is "" or ".")
            {
                continue;
            }

            if (name == "..")
            {
                _ = done.Count > 0 ? done.Count : throw Leaves(folder);
                done.RemoveAt(done.Count - 1);
                continue;
            }

            done.Add(name);
            if (TargetOf(string.Join('/', done)) is { } target)
            {
                _ = ++links <= MostLinks && !target.StartsWith('/') ? links : throw Leaves(folder);
                done.RemoveAt(done.Count - 1);
                foreach (var segment in target.Split('/').Reverse())
                {
                    rest.Push(segment);
                }
            }
        }

        return string.Join('/', done);
    }

    private string? TargetOf(string path)
    {
        if (!_links.TryGetValue(path, out var link))
        {
            return null;
        }

        if (!_targets.TryGetValue(path, out var target))
        {
            _targets[path] = target = ReadTarget(link.Package.Archive, link.Source);
        }

        return target;
    }

    private static string ReadTarget(string archive, string source)
    {
        var name = Encoding.UTF8.GetBytes(source);
        using var reader = PackageReader.Open(archive);
        while (reader.Next() is { } entry)
        {
            if (entry.Path.Span.SequenceEqual(name))
            {
                return entry.Kind == TarEntryKind.SymbolicLink ? entry.LinkTargetText
                    : throw new ImageException($"`{archive}` says that `{source}` is a link, and it is none", "the package is damaged; get it again");
            }
        }

        throw new ImageException($"`{archive}` lacks `{source}`, which its list names", "the package is damaged; get it again");
    }

    private static ImageException Leaves(string folder) =>
        new($"a package puts files into `{folder}`, which a link of another package leads out of the environment", "one of the two packages is badly built");
}
