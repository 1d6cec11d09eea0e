namespace Tare.Images.Sandboxing;

/// <summary>Follows symbolic links by their texts, the way the kernel does below a root of its own (path_resolution(7)). Pure.</summary>
internal static class PathWalk
{
    private const int MostLinks = 40;

    /// <summary>
    /// The place that a path leads to, without a slash at the start; null for a circle of links. Nothing leads above the root.
    /// <paramref name="targetOf"/> gives the text of the link at a place, or null where there is none.
    /// </summary>
    internal static string? Resolve(string path, Func<string, string?> targetOf)
    {
        var rest = new Stack<string>(path.Split('/').Reverse());
        var place = new List<string>();
        for (var links = 0; rest.TryPop(out var name);)
        {
            if (name is "" or ".")
            {
                continue;
            }

            if (name == "..")
            {
                place.RemoveRange(Math.Max(0, place.Count - 1), Math.Min(1, place.Count));
                continue;
            }

            place.Add(name);
            if (targetOf(string.Join('/', place)) is not { } target)
            {
                continue;
            }

            if (++links > MostLinks)
            {
                return null;
            }

            place.RemoveRange(target.StartsWith('/') ? 0 : place.Count - 1, target.StartsWith('/') ? place.Count : 1);
            foreach (var segment in target.Split('/').Reverse())
            {
                rest.Push(segment);
            }
        }

        return string.Join('/', place);
    }
}
