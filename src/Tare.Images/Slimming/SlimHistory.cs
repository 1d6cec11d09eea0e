using Tare.Oci.Configs;

namespace Tare.Images.Slimming;

/// <summary>
/// The history of a slimmed image. Every step stays, as it did happen. A step whose layer is gone made no layer; one whose layer took
/// up those of other steps says so in its comment.
/// </summary>
internal static class SlimHistory
{
    /// <summary>The configuration with its history brought into line; one without a history of its layers is left alone.</summary>
    internal static ImageConfig Of(ImageConfig config, SlimPlan plan)
    {
        if (config.LayerHistory().All(h => h is null))
        {
            return config;
        }

        var layer = 0;
        var lowest = -1;
        var history = config.History.ToArray();
        for (var step = 0; step < history.Length; step++)
        {
            if (history[step].EmptyLayer)
            {
                continue;
            }

            var action = plan.Layers[layer++].Action;
            if (action is LayerAction.Drop or LayerAction.Merge)
            {
                history[step] = history[step] with { EmptyLayer = true };
                lowest = action == LayerAction.Merge && lowest < 0 ? step : lowest;
                continue;
            }

            if (lowest >= 0)
            {
                history[step] = history[step] with { Comment = Comment(history[step].Comment, lowest, step) };
                lowest = -1;
            }
        }

        return config with { History = history };
    }

    private static string Comment(string? comment, int lowest, int step)
    {
        var remark = $"holds the layers of steps {lowest + 1} to {step + 1}";
        return string.IsNullOrEmpty(comment) ? remark : $"{comment}; {remark}";
    }
}
