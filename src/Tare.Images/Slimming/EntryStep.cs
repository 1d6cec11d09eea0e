namespace Tare.Images.Slimming;

/// <summary>What becomes of one entry of a layer that is written again.</summary>
internal enum EntryStep : byte
{
    /// <summary>It is written as it is.</summary>
    Copy,

    /// <summary>It is left out.</summary>
    Drop,

    /// <summary>It is left out, but its data is set aside for another name of the inode.</summary>
    SetAside,

    /// <summary>A hard link whose data had the name that went: it becomes the file.</summary>
    Promote,

    /// <summary>A hard link that must name another path, as the old one is gone.</summary>
    Retarget,

    /// <summary>A copy of another file of the layer: it becomes a hard link to that.</summary>
    Link,

    /// <summary>A folder that takes over the attributes a vanished layer gave it.</summary>
    Fold,
}
