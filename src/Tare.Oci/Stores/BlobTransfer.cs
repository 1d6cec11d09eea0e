namespace Tare.Oci.Stores;

/// <summary>How a blob came to be where it was to go.</summary>
public enum BlobTransfer
{
    /// <summary>It was there already.</summary>
    Present,

    /// <summary>The registry took it from another of its repositories.</summary>
    Mounted,

    /// <summary>Its bytes were sent.</summary>
    Sent,
}
