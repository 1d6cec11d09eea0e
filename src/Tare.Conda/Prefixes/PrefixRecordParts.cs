namespace Tare.Conda.Prefixes;

/// <summary>How much of a record is read.</summary>
public enum PrefixRecordParts
{
    /// <summary>As <see cref="Header"/>, from a file, with less of a look at whether its paths are well-formed: for what is only shown.</summary>
    Sketch,

    /// <summary>Everything but the files and the fields that are not known; a record that is damaged anywhere is told as such.</summary>
    Header,

    /// <summary>Everything.</summary>
    All,
}
