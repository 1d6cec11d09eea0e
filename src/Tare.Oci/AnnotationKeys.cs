namespace Tare.Oci;

/// <summary>Keys of annotations that mean something to tools.</summary>
public static class AnnotationKeys
{
    /// <summary>The name of an image inside a layout (OCI image specification, annotations.md).</summary>
    public const string RefName = "org.opencontainers.image.ref.name";

    /// <summary>The full name that containerd and Docker's containerd store give an image on load.</summary>
    public const string ContainerdName = "io.containerd.image.name";

    /// <summary>The name of the base image.</summary>
    public const string BaseName = "org.opencontainers.image.base.name";

    /// <summary>The digest of the base image's manifest.</summary>
    public const string BaseDigest = "org.opencontainers.image.base.digest";

    /// <summary>The kind of a manifest that BuildKit puts beside an image: <c>attestation-manifest</c>.</summary>
    public const string DockerReferenceType = "vnd.docker.reference.type";
}
