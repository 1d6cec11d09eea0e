using Tare.Primitives;

namespace Tare.Images;

/// <summary>What can go wrong with the content of an image, as opposed to its transport.</summary>
public class ImageException(string message, string? hint = null, Exception? inner = null) : TareException(message, hint, inner);
