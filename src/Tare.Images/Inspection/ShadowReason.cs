namespace Tare.Images.Inspection;

/// <summary>How bytes came to be out of reach.</summary>
public enum ShadowReason : byte
{
    /// <summary>They are not.</summary>
    None,

    /// <summary>A later layer deleted the file or a folder above it.</summary>
    Deleted,

    /// <summary>A later layer wrote something else in its place.</summary>
    Replaced,

    /// <summary>A later layer has the same content with another owner, mode or attribute (chmod, chown).</summary>
    AttributesChanged,
}
