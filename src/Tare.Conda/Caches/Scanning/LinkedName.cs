using Tare.Primitives.Posix;

namespace Tare.Conda.Caches.Scanning;

/// <summary>A file with several names, seen under one of them.</summary>
internal readonly record struct LinkedName(FileIdentity Identity, uint Links, long Size) : IComparable<LinkedName>
{
    /// <summary>Names of the same file stand side by side.</summary>
    public int CompareTo(LinkedName other) => Identity.Inode != other.Identity.Inode
        ? Identity.Inode.CompareTo(other.Identity.Inode)
        : Identity.Device.CompareTo(other.Identity.Device);
}
