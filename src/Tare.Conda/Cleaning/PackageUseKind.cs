namespace Tare.Conda.Cleaning;

/// <summary>How an environment is known to need a package in the cache.</summary>
public enum PackageUseKind
{
    /// <summary>A symbolic link in the environment points into the package.</summary>
    SymbolicLink,

    /// <summary>The environment's record says that the package was linked softly.</summary>
    SoftLinkRecord,

    /// <summary>The environment's record names the package, which put no file there that could be told by its inode.</summary>
    RecordWithoutFiles,
}
