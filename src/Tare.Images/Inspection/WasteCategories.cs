namespace Tare.Images.Inspection;

/// <summary>The names of the categories, as they stand in JSON and on the command line.</summary>
public static class WasteCategories
{
    private static readonly string[] Names =
    [
        "none", "shadowed", "conda-archives", "conda-packages", "conda-index", "conda-logs", "conda-temp", "pip-cache", "uv-cache", "pixi-cache",
        "apt-lists", "apt-archives", "npm-cache", "bytecode-orphans", "vcs", "tmp", "split-links",
    ];

    /// <summary>Every category that is waste.</summary>
    public static IReadOnlyList<WasteCategory> All { get; } = [.. Enum.GetValues<WasteCategory>().Where(c => c != WasteCategory.None)];

    /// <summary>The name: <c>conda-packages</c>.</summary>
    public static string Name(this WasteCategory category) => Names[(int)category];

    /// <summary>The category of a name; false where there is none.</summary>
    public static bool TryParse(string name, out WasteCategory category)
    {
        var index = Array.IndexOf(Names, name);
        category = (WasteCategory)Math.Max(index, 0);
        return index > 0;
    }

    /// <summary>What it is, in a few words.</summary>
    public static string Title(this WasteCategory category) => category switch
    {
        WasteCategory.Shadowed => "deleted or replaced by a later layer",
        WasteCategory.CondaArchives => "downloaded conda packages",
        WasteCategory.CondaPackages => "conda package cache",
        WasteCategory.CondaIndex => "conda channel indexes",
        WasteCategory.CondaLogs => "conda logs",
        WasteCategory.CondaTemp => "conda leftovers",
        WasteCategory.PipCache => "pip cache",
        WasteCategory.UvCache => "uv cache",
        WasteCategory.PixiCache => "pixi and rattler cache",
        WasteCategory.AptLists => "apt package lists",
        WasteCategory.AptArchives => "apt archives",
        WasteCategory.NpmCache => "npm cache",
        WasteCategory.BytecodeOrphans => "bytecode without source",
        WasteCategory.Vcs => "version control history",
        WasteCategory.Tmp => "temporary files",
        WasteCategory.SplitLinks => "hard links split by a chown or chmod",
        _ => "kept",
    };
}
