namespace Tare.Conda.Linking;

/// <summary>How files of the cache come into an environment where a package leaves it open.</summary>
public enum LinkMethod
{
    /// <summary>Second names of the cache's files; copies where the file system has no such thing, or it is another one.</summary>
    HardLink,

    /// <summary>As <see cref="HardLink"/>, with symbolic links into the cache in place of copies.</summary>
    HardOrSoftLink,

    /// <summary>Copies, sharing blocks where the file system can.</summary>
    Copy,

    /// <summary>Symbolic links into the cache.</summary>
    SoftLink,
}
