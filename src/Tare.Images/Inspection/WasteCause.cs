namespace Tare.Images.Inspection;

/// <summary>Waste that came about in one way in one layer, and what to do about it.</summary>
/// <param name="Layer">Index of the layer that holds the bytes.</param>
/// <param name="Category">The kind of waste.</param>
/// <param name="Bytes">How much.</param>
/// <param name="What">What it is and how it came about, in one line.</param>
/// <param name="Fix">What to change in the Dockerfile.</param>
public sealed record WasteCause(int Layer, WasteCategory Category, long Bytes, string What, string Fix)
{
    /// <summary>The causes in an image, the largest first.</summary>
    public static IReadOnlyList<WasteCause> Of(ImageInspection inspection) =>
        [.. inspection.Account.Cells.Where(c => c.Key.Category != WasteCategory.None && c.Value.Bytes > 0)
            .GroupBy(c => (c.Key.Layer, c.Key.Category, c.Key.Cache, c.Key.Reason, c.Key.By))
            .Select(g => Of(inspection, g.First().Key, g.Sum(c => c.Value.Bytes)))
            .OrderByDescending(c => c.Bytes).ThenBy(c => c.Layer).ThenBy(c => c.Category)];

    private static WasteCause Of(ImageInspection inspection, AccountCell cell, long bytes)
    {
        var maker = Step(inspection, cell.Layer);
        var by = cell.By < 0 ? "" : Step(inspection, cell.By);
        var subject = cell.Cache == WasteCategory.None ? "files" : cell.Cache.Title();
        var (what, fix) = cell.Category == WasteCategory.SplitLinks
            ? ($"files with several names, of which {maker} made a copy for each", "set owner and mode where the files are made, or with COPY --chown and --chmod")
            : cell.Category != WasteCategory.Shadowed
            ? ($"{subject} written by {maker}", inspection.Origins[cell.Layer].IsOwn ? "build without `--keep-cache`" : CacheFix(cell.Category, maker))
            : cell.Reason switch
            {
                ShadowReason.AttributesChanged => ($"{subject} of {maker}, copied by a chmod or chown in {by}",
                    $"set owner and mode in {maker} itself, or with COPY --chown and --chmod"),
                ShadowReason.Replaced => ($"{subject} of {maker}, written again by {by}", $"write them once: move what {by} changes into {maker}"),
                _ when cell.Cache != WasteCategory.None => ($"{subject} written by {maker}, deleted too late by {by}", CacheFix(cell.Cache, maker)),
                _ => ($"{subject} of {maker}, deleted too late by {by}", $"delete them in {maker}: a later step hides them, but they are still in the image"),
            };
        return new WasteCause(cell.Layer, cell.Category, bytes, what, fix);
    }

    private static string Step(ImageInspection inspection, int layer) =>
        $"{(inspection.Origins[layer].Instruction is { Length: > 0 } word ? word : "layer")} #{layer + 1}";

    private static string CacheFix(WasteCategory category, string step) => category switch
    {
        WasteCategory.PipCache => $"add `--no-cache-dir` to pip in {step}, or `ENV PIP_NO_CACHE_DIR=1` before it",
        WasteCategory.UvCache => $"add `--no-cache` to uv in {step}, or mount a cache at its folder",
        WasteCategory.PixiCache => $"add `&& pixi clean cache -y` to {step}",
        WasteCategory.AptLists or WasteCategory.AptArchives => $"add `&& apt-get clean && rm -rf /var/lib/apt/lists/*` to {step}",
        WasteCategory.NpmCache => $"add `&& npm cache clean --force` to {step}",
        WasteCategory.BytecodeOrphans => $"delete `__pycache__` together with the sources in {step}",
        WasteCategory.Vcs => $"list `.git` in .dockerignore, or clone with `--depth 1` and delete it in {step}",
        WasteCategory.Tmp => $"delete what {step} leaves in /tmp at its end",
        _ => $"add `&& conda clean -afy` to {step}",
    };
}
