namespace Tare.Conda.Linking;

/// <summary>How a file comes into an environment.</summary>
public enum LinkKind
{
    /// <summary>As another name of the cache's file, or as a copy where that cannot be.</summary>
    Link,

    /// <summary>As a copy, always.</summary>
    Copy,

    /// <summary>As a copy with the prefix written into it.</summary>
    Rewrite,

    /// <summary>As a symbolic link with the same target.</summary>
    SymbolicLink,

    /// <summary>As an empty folder.</summary>
    Folder,

    /// <summary>As a script that is made for a command of a noarch package.</summary>
    EntryPoint,
}
