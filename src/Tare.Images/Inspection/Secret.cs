namespace Tare.Images.Inspection;

/// <summary>A place in an image that holds a token or a password. The secret itself is never kept.</summary>
/// <param name="Place">A path inside the image, or the part of the configuration: <c>env</c>, <c>history</c>.</param>
/// <param name="Kind">What it looks like.</param>
/// <param name="Layer">Index of the layer whose blob holds it; -1 for the configuration.</param>
/// <param name="IsDeleted">No path of the final file system shows it, yet whoever has the layer reads it.</param>
public sealed record Secret(string Place, string Kind, int Layer, bool IsDeleted);
