using System.Text;
using Tare.Images.FileSystem;
using Tare.Oci.Images;

namespace Tare.Images.Inspection;

/// <summary>Gathers the secrets of an image: in files, also deleted ones, in its variables and in its history.</summary>
internal static class ImageSecrets
{
    internal static IReadOnlyList<Secret> Find(Image image, ImageTree tree, RecordCollector records)
    {
        var secrets = new List<Secret>();
        foreach (var (place, kind) in records.Secrets.OrderBy(s => s.Place.Layer).ThenBy(s => s.Place.Entry))
        {
            var entry = tree.FirstEntry(place.Layer) + place.Entry;
            var path = tree.Entry(entry).Path;
            secrets.Add(new Secret(tree.Paths.PathText(path), kind, place.Layer, tree.InodeEntry(path) != entry));
        }

        var config = image.Config.Model;
        foreach (var variable in config.Container.Env ?? [])
        {
            if (SecretFinder.FindInVariable(variable) is { } kind)
            {
                secrets.Add(new Secret($"env {variable.Split('=')[0]}", kind, -1, IsDeleted: false));
            }
        }

        for (var step = 0; step < config.History.Count; step++)
        {
            if (FindInCommand(config.History[step].CreatedBy ?? "") is { } kind)
            {
                secrets.Add(new Secret($"history step {step + 1}", kind, -1, IsDeleted: false));
            }
        }

        return secrets;
    }

    // Build arguments stand before the command: `|1 CONDA_TOKEN=abc /bin/sh -c …`.
    private static string? FindInCommand(string command) =>
        SecretFinder.Find(Encoding.UTF8.GetBytes(command))
        ?? command.Split(' ').Where(word => word.Contains('=', StringComparison.Ordinal)).Select(SecretFinder.FindInVariable).FirstOrDefault(k => k is not null);
}
