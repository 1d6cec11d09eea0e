namespace Tare.Images.Building;

/// <summary>
/// Projects that a pip section installs as links to their folders (<c>-e PATH</c>): Python reads the folder itself, so the image must have
/// it, as <c>--copy</c> brings it. Pure.
/// </summary>
internal static class EditableProjects
{
    private static readonly string[] Options = ["-e", "--editable"];

    /// <summary>The lines with the projects' places in the image; <see cref="ImageException"/> for one that has none.</summary>
    internal static IReadOnlyList<string> InImage(PipSection section, IReadOnlyList<CopiedFolder> copies) =>
        [.. section.Requirements.Select(line => PathOf(line, section) is not { } project ? line
            : PlaceOf(project.Path, copies) is { } place ? $"-e {place}{project.Extras}"
            : throw new ImageException(
                $"`{line}` in the pip section of `{section.File}` makes Python read the project's folder, which the image does not have",
                "bring the folder with `--copy .:/app`, or leave `-e` out to install the project itself"))];

    /// <summary>The section has a project in what is copied.</summary>
    internal static bool AreIn(PipSection section, CopiedFolder copy) => section.Requirements.Any(l => PathOf(l, section) is { } project && copy.PlaceOf(project.Path) is not null);

    private static string? PlaceOf(string path, IReadOnlyList<CopiedFolder> copies) => copies.Select(c => c.PlaceOf(path)).FirstOrDefault(p => p is not null);

    // `-e ./package[extra]`; what has a scheme is cloned by pip into a folder of its own.
    private static (string Path, string Extras)? PathOf(string line, PipSection section)
    {
        var text = line.Trim();
        var option = Array.Find(Options, o => text.StartsWith(o, StringComparison.Ordinal) && text.Length > o.Length && text[o.Length] is ' ' or '=');
        if (option is null || text.Contains("://", StringComparison.Ordinal))
        {
            return null;
        }

        var target = text[(option.Length + 1)..].Split(" #")[0].Trim();
        var extras = target.EndsWith(']') && target.LastIndexOf('[') is var open and > 0 ? target[open..] : "";
        var folder = Path.GetDirectoryName(Path.GetFullPath(section.File))!;
        return (Path.GetFullPath(target[..^extras.Length], folder).TrimEnd('/'), extras);
    }
}
