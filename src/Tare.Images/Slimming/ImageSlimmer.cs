using Tare.Images.Inspection;
using Tare.Oci.Images;
using Tare.Oci.Layers;
using Tare.Oci.Stores;

namespace Tare.Images.Slimming;

/// <summary>Carries out a plan: new layers go into a working folder, the rest is used where it is.</summary>
public static class ImageSlimmer
{
    /// <summary>
    /// The slimmed image. Its new layers lie in <paramref name="workingFolder"/>, which must outlive the image, until a layout takes them
    /// over; the old ones stay in their store. The same image and plan give the same bytes: nothing of the day, the machine or the process goes into them.
    /// </summary>
    public static async Task<Image> SlimAsync(ImageInspection inspection, SlimPlan plan, string workingFolder, CancellationToken stop)
    {
        var image = inspection.Image;
        if (plan.IsEmpty)
        {
            return image;
        }

        var blobs = new BlobFolder(workingFolder) { GivesAway = true };
        using var spool = new DataSpool(workingFolder);
        var rewriter = new LayerRewriter(inspection.Tree, blobs, spool, Math.Clamp(Environment.ProcessorCount, 1, 8));
        var layers = new List<Layer>();
        var parts = new List<LayerPart>();
        for (var i = 0; i < image.Layers.Count; i++)
        {
            var part = new LayerPart(i, image.Layers[i], plan.Layers[i]);
            switch (part.Plan.Action)
            {
                case LayerAction.Keep:
                    layers.Add(part.Layer);
                    break;
                case LayerAction.Merge:
                    parts.Add(part);
                    break;
                case LayerAction.Rewrite:
                    parts.Add(part);
                    layers.Add(await rewriter.RewriteAsync(parts, stop));
                    parts.Clear();
                    break;
                default:
                    if (part.Plan.SetsAside)
                    {
                        await rewriter.DrainAsync(part, stop);
                    }

                    break;
            }
        }

        return Image.Create(SlimHistory.Of(image.Config.Model, plan), layers, image.Manifest.Model.Annotations);
    }
}
