namespace Tare.Oci.References;

/// <summary>The kind of place an image is in; the names are skopeo's (containers-transports(5)).</summary>
public enum Transport
{
    /// <summary><c>docker://</c>: a registry.</summary>
    Registry,

    /// <summary><c>oci:</c>: a folder in the OCI image layout.</summary>
    Layout,

    /// <summary><c>oci-archive:</c>: a tar of an OCI image layout.</summary>
    OciArchive,

    /// <summary><c>docker-archive:</c>: what <c>docker save</c> writes.</summary>
    DockerArchive,
}
