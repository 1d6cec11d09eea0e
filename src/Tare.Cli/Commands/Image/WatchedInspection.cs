using Tare.Cli.Views.Progress;
using Tare.Images.Inspection;
using Tare.Primitives.Progress;

namespace Tare.Cli.Commands.Image;

/// <summary>Inspects an image while a bar shows how far it is.</summary>
internal static class WatchedInspection
{
    internal static ImageInspection Inspect(Tare.Oci.Images.Image image, CommandContext context, bool isQuiet, CancellationToken stop)
    {
        var meter = new ProgressMeter();
        using var progress = ProgressView.Start(context.Terminal, meter, context.Clock, isQuiet);
        meter.Begin("Inspecting", ProgressUnit.Bytes, image.Layers.Sum(l => l.Descriptor.Size));
        return ImageInspector.Inspect(image.Counted(meter), stop) with { Image = image };
    }
}
