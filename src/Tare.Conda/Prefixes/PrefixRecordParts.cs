namespace Tare.Conda.Prefixes;

/// <summary>How much of a record is read.</summary>
public enum PrefixRecordParts
{
    /// <summary>Everything but the files and the fields that are not known: all that a list needs.</summary>
    Header,

    /// <summary>Everything.</summary>
    All,
}
