namespace Tare.Images.FileSystem;

/// <summary>A layer that breaks the rules of the image specification for change sets (image-spec, layer.md).</summary>
public sealed class LayerFormatException(string message) : ImageException(message, "the image cannot be unpacked as it is; build or pull it again");
