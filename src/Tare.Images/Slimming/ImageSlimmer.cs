using Tare.Images.Inspection;
using Tare.Oci.Configs;
using Tare.Oci.Images;
using Tare.Oci.Layers;
using Tare.Oci.Stores;

namespace Tare.Images.Slimming;

/// <summary>Carries out a plan: new layers go into a working folder, the rest is used where it is.</summary>
public static class ImageSlimmer
{
    /// <summary>
    /// The slimmed image. Its new layers lie in <paramref name="workingFolder"/>, which must outlive the image; the old ones stay in
    /// their store. The same image and plan give the same bytes: nothing of the day, the machine or the process goes into them.
    /// </summary>
    public static async Task<Image> SlimAsync(ImageInspection inspection, SlimPlan plan, string workingFolder, CancellationToken stop)
    {
        var image = inspection.Image;
        if (plan.IsEmpty)
        {
            return image;
        }

        var blobs = new BlobFolder(workingFolder);
        using var spool = new DataSpool(workingFolder);
        var rewriter = new LayerRewriter(inspection.Tree, blobs, spool, Math.Clamp(Environment.ProcessorCount, 1, 8));
        var layers = new List<Layer>();
        for (var i = 0; i < image.Layers.Count; i++)
        {
            switch (plan.Layers[i].Action)
            {
                case LayerAction.Keep:
                    layers.Add(image.Layers[i]);
                    break;
                case LayerAction.Rewrite:
                    layers.Add(await rewriter.RewriteAsync(i, image.Layers[i], plan.Layers[i], stop));
                    break;
                default:
                    if (plan.Layers[i].SetsAside)
                    {
                        await rewriter.DrainAsync(i, image.Layers[i], plan.Layers[i], stop);
                    }

                    break;
            }
        }

        return Image.Create(WithHistory(image.Config.Model, plan), layers, image.Manifest.Model.Annotations);
    }

    // A step whose layer is gone made no layer; the step itself stays in the history.
    private static ImageConfig WithHistory(ImageConfig config, SlimPlan plan)
    {
        if (config.LayerHistory().All(h => h is null))
        {
            return config;
        }

        var layer = 0;
        return config with
        {
            History = [.. config.History.Select(step =>
                step.EmptyLayer || plan.Layers[layer++].Action != LayerAction.Drop ? step : step with { EmptyLayer = true })],
        };
    }
}
