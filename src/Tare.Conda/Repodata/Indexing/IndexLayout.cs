namespace Tare.Conda.Repodata.Indexing;

/// <summary>
/// The bytes of an index: a header, a table of sections, the sections, each on an 8-byte boundary, all numbers little-endian. A pool of
/// texts is two sections: where each text ends (4 bytes each), and the texts.
/// </summary>
/// <remarks>
/// Header: magic (8), sum over everything after the sum (8), total length (8), length of the source (8), its time (8), number of skipped
/// records (4), length of the subdir (2) and of the base URL (2), then (offset, length) of each section (4 + 4), then the two texts.
/// </remarks>
internal static class IndexLayout
{
    /// <summary>Changes with every change of the layout, so that an index of another release is made anew.</summary>
    public static ReadOnlySpan<byte> Magic => "TAREIX03"u8;

    public const int SumAt = 8;
    public const int TotalAt = 16;
    public const int SourceLengthAt = 24;
    public const int SourceTimeAt = 32;
    public const int SkippedAt = 40;
    public const int SubdirLengthAt = 44;
    public const int BaseUrlLengthAt = 46;
    public const int SectionsAt = 48;
    public const int SectionCount = 11;
    public const int TextsAt = SectionsAt + (SectionCount * 8);

    /// <summary>Sections by number.</summary>
    public enum Section
    {
        NameEnds,
        Names,

        /// <summary>The first row of each name, and one more at the end.</summary>
        FirstRows,
        VersionEnds,

        /// <summary>Version texts in conda's order.</summary>
        Versions,
        BuildEnds,
        Builds,
        SpecEnds,
        Specs,
        Lists,

        /// <summary>Packages by name, the preferred ones of each name first.</summary>
        Rows,
    }
}
