using Tare.Oci.Layers;

namespace Tare.Images.Slimming;

/// <summary>A layer that is read to be written again.</summary>
/// <param name="Index">Its place in the image.</param>
/// <param name="Layer">Where its bytes are.</param>
/// <param name="Plan">What becomes of its entries.</param>
internal readonly record struct LayerPart(int Index, Layer Layer, LayerPlan Plan);
