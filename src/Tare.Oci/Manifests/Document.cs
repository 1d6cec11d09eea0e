using Tare.Primitives;

namespace Tare.Oci.Manifests;

/// <summary>
/// A document of an image with the very bytes it was received as. Its digest is that of those bytes: writing the model again
/// may give others.
/// </summary>
/// <param name="Model">What the bytes say.</param>
/// <param name="Descriptor">Type, digest and size of the bytes.</param>
/// <param name="Bytes">The bytes.</param>
public sealed record Document<T>(T Model, Descriptor Descriptor, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The digest of the bytes.</summary>
    public Digest Digest => Descriptor.Digest;
}
