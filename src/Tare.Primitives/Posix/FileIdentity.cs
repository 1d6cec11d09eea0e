namespace Tare.Primitives.Posix;

/// <summary>What makes two names the same file: the device and the inode number.</summary>
public readonly record struct FileIdentity(ulong Device, ulong Inode);
