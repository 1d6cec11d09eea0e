using Tare.Primitives.Posix;

namespace Tare.Conda.Caches;

/// <summary>A path that could not be looked at, and why.</summary>
/// <param name="Path">The path.</param>
/// <param name="Errno">The error number of errno(3).</param>
public sealed record UnreadablePath(string Path, int Errno)
{
    /// <summary>The error in words.</summary>
    public string Error => PosixException.Describe(Errno);
}
