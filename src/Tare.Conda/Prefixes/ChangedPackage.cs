using Tare.Conda.Versions;

namespace Tare.Conda.Prefixes;

/// <summary>A package that a revision replaced.</summary>
/// <param name="Old">What went.</param>
/// <param name="New">What came.</param>
public readonly record struct ChangedPackage(HistoryPackage Old, HistoryPackage New)
{
    /// <summary>The new one is newer: by version, then by build and channel as text.</summary>
    public bool IsUpgrade
    {
        get
        {
            var versions = CondaVersion.TryParse(Old.Version, out var old) && CondaVersion.TryParse(New.Version, out var @new)
                ? @new.CompareTo(old)
                : string.CompareOrdinal(New.Version, Old.Version);
            return versions != 0 ? versions > 0 : string.CompareOrdinal(New.Build + "\0" + New.Channel, Old.Build + "\0" + Old.Channel) > 0;
        }
    }
}
