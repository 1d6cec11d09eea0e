using System.Text.Json;
using Tare.Cli.Terminals;
using Tare.Conda.Caches;
using Tare.Conda.Cleaning;
using Tare.Primitives.Json;
using Tare.Primitives.Posix;

namespace Tare.Cli.Views.Cleaning;

/// <summary>conda's JSON, to the letter, with one more object <c>tare</c>. Printed once, at the end.</summary>
internal sealed class CleaningJsonView(Terminal terminal, CleaningTargets targets) : ICleaningView
{
    public void Show(CleaningPlan plan)
    {
    }

    public void ShowDryRun(CleaningPlan plan) => Write(plan, new CleaningResult
    {
        Removed = plan.Removals,
        Kept = plan.Kept,
        Failed = plan.Failed,
        FreedBytes = plan.FreedBytes,
    });

    public void ShowResult(CleaningPlan plan, CleaningResult result) => Write(plan, result);

    private void Write(CleaningPlan plan, CleaningResult result) => terminal.Output.WriteLine(JsonWriting.Text(JsonText.PathOptions, json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("success", result.Failed.Count == 0 && !result.Stopped);
        WriteTargets(json, plan, result);
        WriteTare(json, result);
        json.WriteEndObject();
    }));

    private void WriteTargets(Utf8JsonWriter json, CleaningPlan plan, CleaningResult result)
    {
        if (Has(CleaningTargets.Archives))
        {
            WriteSized(json, "tarballs", result, CleaningTargets.Archives, []);
        }

        if (Has(CleaningTargets.IndexCache))
        {
            json.WriteStartObject("index_cache");
            json.WriteTexts("files", Of(result, CleaningTargets.IndexCache).Select(i => i.Path));
            json.WriteEndObject();
        }

        if (Has(CleaningTargets.Packages))
        {
            WriteSized(json, "packages", result, CleaningTargets.Packages, [.. plan.Warnings, .. plan.UnreadableFolders]);
        }

        if (Has(CleaningTargets.TemporaryFiles))
        {
            json.WriteTexts("tempfiles", Of(result, CleaningTargets.TemporaryFiles).Select(i => i.Path));
        }

        if (Has(CleaningTargets.Logs))
        {
            json.WriteTexts("logfiles", Of(result, CleaningTargets.Logs).Select(i => i.Path));
        }

        if (Has(CleaningTargets.PackageCaches))
        {
            json.WriteTexts("pkgs_dirs", result.WholeCaches(plan));
        }
    }

    private bool Has(CleaningTargets target) => (targets & target) != 0;

    private static IEnumerable<CachedItem> Of(CleaningResult result, CleaningTargets target) =>
        result.Removed.Where(r => r.Target == target).Select(r => r.Item);

    private static void WriteSized(
        Utf8JsonWriter json, string name, CleaningResult result, CleaningTargets target, IReadOnlyList<UnreadablePath> warnings)
    {
        var caches = Of(result, target).GroupBy(i => i.Cache).ToArray();
        json.WriteStartObject(name);
        json.WriteTexts("warnings", warnings.Select(w => $"WARNING: {w.Path}: [Errno {w.Errno}] {Sentence(w.Errno)}: '{w.Path}'"));
        json.WriteStartObject("pkg_sizes");
        foreach (var cache in caches)
        {
            json.WriteStartObject(cache.Key);
            foreach (var item in cache)
            {
                json.WriteNumber(item.Name, item.Size);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("pkgs_dirs");
        foreach (var cache in caches)
        {
            json.WriteTexts(cache.Key, cache.Select(i => i.Name));
        }

        json.WriteEndObject();
        json.WriteNumber("total_size", caches.Sum(c => c.Sum(i => i.Size)));
        json.WriteEndObject();
    }

    private static void WriteTare(Utf8JsonWriter json, CleaningResult result)
    {
        json.WriteStartObject("tare");
        json.WriteNumber("freed_bytes", result.FreedBytes);
        json.WriteStartArray("kept");
        foreach (var kept in result.Kept)
        {
            WritePair(json, kept.Path, "reason", kept.Reason);
        }

        json.WriteEndArray();
        json.WriteStartArray("failed");
        foreach (var failed in result.Failed)
        {
            WritePair(json, failed.Path, "error", failed.Error);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePair(Utf8JsonWriter json, string path, string name, string text)
    {
        json.WriteStartObject();
        json.WriteString("path", path);
        json.WriteString(name, text);
        json.WriteEndObject();
    }

    // Python begins the text of an error with a capital.
    private static string Sentence(int errno)
    {
        var text = PosixException.Describe(errno);
        return char.ToUpperInvariant(text[0]) + text[1..];
    }
}
