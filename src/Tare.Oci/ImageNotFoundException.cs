namespace Tare.Oci;

/// <summary>The store was read, and the image, the name in it, or the platform asked for is not there.</summary>
public sealed class ImageNotFoundException(string message, string? hint = null) : OciException(message, hint);
