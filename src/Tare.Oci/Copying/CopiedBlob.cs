using Tare.Oci.Manifests;
using Tare.Oci.Stores;

namespace Tare.Oci.Copying;

/// <summary>A blob of a copied image and how it came over.</summary>
public sealed record CopiedBlob(Descriptor Blob, BlobTransfer Transfer);
