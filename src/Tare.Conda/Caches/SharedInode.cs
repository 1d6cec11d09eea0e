using Tare.Primitives.Posix;

namespace Tare.Conda.Caches;

/// <summary>A file of a cached thing that has names outside it.</summary>
/// <param name="Identity">Which file.</param>
/// <param name="Links">How many names it has in all.</param>
/// <param name="Inside">How many of them the thing holds.</param>
/// <param name="Size">Bytes that go with the last name.</param>
public readonly record struct SharedInode(FileIdentity Identity, uint Links, uint Inside, long Size);
