namespace Tare.Conda.Prefixes;

/// <summary>How a package's files came into the environment; the numbers are those of the records.</summary>
public enum LinkType
{
    /// <summary>The record does not say.</summary>
    Unknown = 0,

    /// <summary>Second names of the cache's files.</summary>
    HardLink = 1,

    /// <summary>Symbolic links into the cache.</summary>
    SoftLink = 2,

    /// <summary>Copies.</summary>
    Copy = 3,

    /// <summary>A folder.</summary>
    Directory = 4,
}
