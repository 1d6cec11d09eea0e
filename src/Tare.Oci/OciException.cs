using Tare.Primitives;

namespace Tare.Oci;

/// <summary>The base of every error about an image: its reference, its documents, its blobs or the store that holds it.</summary>
public class OciException(string message, string? hint = null, Exception? inner = null) : TareException(message, hint, inner);
