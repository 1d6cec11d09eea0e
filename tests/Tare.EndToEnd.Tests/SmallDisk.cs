using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests;

/// <summary>A file system in memory with little room, at a new folder; the test is skipped where none can be mounted.</summary>
internal sealed class SmallDisk : IDisposable
{
    internal SmallDisk(string folder, string size)
    {
        Assert.SkipUnless(TareBinary.IsRoot, "needs root to mount a small file system");
        Path = Directory.CreateDirectory(folder).FullName;
        Assert.SkipUnless(Tool.Try("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", Path).ExitCode == 0, "needs the right to mount a small file system");
    }

    internal string Path { get; }

    public void Dispose() => Tool.Run("umount", Path);
}
