namespace Tare.Testing.Roots;

/// <summary>How a package's files come into an environment; the numbers are conda's in <c>link.type</c>.</summary>
public enum LinkKind
{
    /// <summary>A second name of the same inode.</summary>
    Hard = 1,

    /// <summary>A symbolic link into the cache.</summary>
    Soft = 2,

    /// <summary>A copy.</summary>
    Copy = 3,
}
