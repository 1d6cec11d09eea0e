namespace Tare.Conda.Repodata.Indexing;

/// <summary>One package as the reader collects it: numbers in the pools of a <see cref="RecordBatch"/>.</summary>
internal struct RecordRow
{
    /// <summary>The name's number.</summary>
    public int Name;

    /// <summary>The version text's number.</summary>
    public int Version;

    /// <summary>The build string's number.</summary>
    public int Build;

    /// <summary>The list of dependencies.</summary>
    public int Depends;

    /// <summary>The list of constraints.</summary>
    public int Constrains;

    /// <summary>Where the record's key starts in the text.</summary>
    public uint Offset;

    /// <summary>The build number.</summary>
    public uint BuildNumber;

    /// <summary>How many features the package tracks, which is how much it is disliked.</summary>
    public byte TrackedFeatures;

    /// <summary>The bits.</summary>
    public RecordFlags Flags;

    /// <summary>When it was built: milliseconds since 1970.</summary>
    public long Timestamp;

    /// <summary>The hash of the file name without its extension: the same for the .conda and the .tar.bz2 of a package.</summary>
    public ulong Stem;
}
