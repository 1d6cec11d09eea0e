using Tare.Oci.Layers;

namespace Tare.Images.Building;

/// <summary>A layer that is ready to be stored.</summary>
/// <param name="Layer">The blob and its digests.</param>
/// <param name="Extract">What is known of it beside.</param>
/// <param name="WasCached">It was written for an earlier image.</param>
public sealed record BuiltLayer(Layer Layer, LayerExtract Extract, bool WasCached);
