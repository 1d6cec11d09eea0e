namespace Tare.Conda.Prefixes;

/// <summary>The records of an environment, and those that could not be read.</summary>
/// <param name="Records">By name, then by file name.</param>
/// <param name="Problems">One for each damaged record.</param>
public sealed record PrefixRecords(IReadOnlyList<PrefixRecord> Records, IReadOnlyList<PrefixRecordException> Problems);
