using System.Runtime.InteropServices;

namespace Tare.Conda.Repodata.Indexing;

/// <summary>One package in an index: 36 bytes, numbers in the pools of the index.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly struct IndexRow(in RecordRow row, int version, int build, int depends, int constrains)
{
    /// <summary>When it was built: milliseconds since 1970, 0 when unknown.</summary>
    public readonly long Timestamp = row.Timestamp;

    /// <summary>The version; a larger number is never an older version.</summary>
    public readonly int Version = version;

    /// <summary>The build string.</summary>
    public readonly int Build = build;

    /// <summary>The list of dependencies.</summary>
    public readonly int Depends = depends;

    /// <summary>The list of constraints.</summary>
    public readonly int Constrains = constrains;

    /// <summary>Where in the source the record stands.</summary>
    public readonly uint Offset = row.Offset;

    /// <summary>The build number.</summary>
    public readonly uint BuildNumber = row.BuildNumber;

    /// <summary>The bits.</summary>
    public readonly RecordFlags Flags = row.Flags;

    /// <summary>How many features the package tracks.</summary>
    public readonly byte TrackedFeatures = row.TrackedFeatures;

    private readonly ushort _unused = 0;
}
