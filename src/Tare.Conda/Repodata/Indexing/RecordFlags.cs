namespace Tare.Conda.Repodata.Indexing;

/// <summary>What one bit can say about a package.</summary>
[Flags]
internal enum RecordFlags : byte
{
    /// <summary>Nothing to say.</summary>
    None = 0,

    /// <summary>The archive is a .tar.bz2, not a .conda.</summary>
    TarBz2 = 1,

    /// <summary>Runs on every platform.</summary>
    Noarch = 2,

    /// <summary>Is linked into whichever Python the environment has (<c>noarch: python</c>).</summary>
    NoarchPython = 4,

    /// <summary>Has the old field <c>features</c> or <c>with_features_depends</c>.</summary>
    Features = 8,

    /// <summary>Names a location of its own (<c>url</c>) or belongs to another subdir than the list it stands in.</summary>
    Elsewhere = 16,
}
