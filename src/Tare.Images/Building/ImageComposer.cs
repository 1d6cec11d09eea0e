using System.Globalization;
using System.Text.Json;
using Tare.Images.Inspection;
using Tare.Oci;
using Tare.Oci.Configs;
using Tare.Oci.Images;
using Tare.Oci.Layers;
using Tare.Oci.Manifests;

namespace Tare.Images.Building;

/// <summary>Puts the documents of an image together. Pure.</summary>
internal static class ImageComposer
{
    internal static Image Compose(ImageBuildPlan plan, IReadOnlyList<(string Title, BuiltLayer Built)> layers, FrozenActivation activation)
    {
        var below = plan.Base?.Image;
        var under = below?.Config.Model;
        var created = DateTimeOffset.FromUnixTimeSeconds(plan.Created).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var history = layers.Select(l => new HistoryEntry { Created = created, CreatedBy = LayerOrigin.Own + l.Title });
        var config = new ImageConfig(plan.Platform, [])
        {
            Created = created,
            Container = Activated(Container(under?.Container ?? new ContainerConfig(), plan.Container, activation), plan.StartShell, activation),

            // A base without history, or with a wrong one, leaves nothing that entries could be counted on.
            History = under is null ? [.. history] : under.LayerHistory().All(h => h is not null) ? [.. under.History, .. history] : [],
        };
        IReadOnlyList<Layer> all = [.. below?.Layers ?? [], .. layers.Select(l => l.Built.Layer)];
        return Image.Create(config, all, Annotations(plan));
    }

    private static ContainerConfig Container(ContainerConfig below, ContainerSettings settings, FrozenActivation activation)
    {
        var variables = activation.Variables.ToList();
        foreach (var variable in settings.Variables)
        {
            variables.RemoveAll(v => v.Key == variable.Key);
            variables.Add(variable);
        }

        var labels = below.Labels;
        foreach (var (name, value) in settings.Labels)
        {
            labels = labels.With(name, value);
        }

        return below with
        {
            Env = [.. variables.Select(v => $"{v.Key}={v.Value}")],
            Entrypoint = settings.Entrypoint ?? below.Entrypoint,

            // As in a Dockerfile: arguments belong to the entry point they were written for.
            Cmd = settings.Cmd ?? (settings.Entrypoint is null ? below.Cmd : null),
            User = settings.User ?? below.User,
            WorkingDir = settings.WorkingDirectory ?? below.WorkingDir,
            ExposedPorts = [.. below.ExposedPorts.Concat(settings.Ports).Distinct(StringComparer.Ordinal)],
            Labels = labels,
            OtherFields = settings.HealthCheck is { } test ? below.OtherFields.With("Healthcheck", HealthCheck(test)) : below.OtherFields,
        };
    }

    // What could not be frozen a shell reads before it becomes the program, as activation in a terminal would.
    private static ContainerConfig Activated(ContainerConfig container, string? shell, FrozenActivation activation)
    {
        var scripts = activation.Unfrozen.Where(s => s.CanRunLater).Select(s => Read($"'{s.Path.Replace("'", "'\\''", StringComparison.Ordinal)}'")).ToList();
        return shell is null || scripts.Count == 0 ? container
            : container with { Entrypoint = [shell, "-c", string.Concat(scripts) + "exec \"$0\" \"$@\"", .. container.Entrypoint ?? []] };
    }

    // A script for another shell ends the one that reads it: a shell that may end tries first.
    private static string Read(string script) =>
        $"(. {script} >/dev/null 2>&1; exit 42); if [ $? -eq 42 ]; then . {script}; else echo {script} is not for this shell and was not read >&2; fi; ";

    private static JsonElement HealthCheck(IReadOnlyList<string> test)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("Test");
            foreach (var word in test)
            {
                writer.WriteStringValue(word);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.Clone();
    }

    private static IReadOnlyDictionary<string, string> Annotations(ImageBuildPlan plan)
    {
        var annotations = SortedMap.Empty;
        if (plan.Base is { } below)
        {
            annotations = annotations.With(AnnotationKeys.BaseName, below.Name).With(AnnotationKeys.BaseDigest, below.Image.Digest.ToString());
        }

        foreach (var (name, value) in plan.Annotations)
        {
            annotations = annotations.With(name, value);
        }

        return annotations;
    }
}
