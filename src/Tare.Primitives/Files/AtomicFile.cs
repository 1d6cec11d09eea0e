using Microsoft.Win32.SafeHandles;

namespace Tare.Primitives.Files;

/// <summary>
/// Writes a file so that a reader, or a power cut, sees the old content or the new, never a part: the bytes go to a temporary
/// name in the same folder, which is then renamed over the target. A symbolic link at the target is followed and its mode kept.
/// </summary>
public static class AtomicFile
{
    /// <summary>Replaces the content of <paramref name="path"/>; an <see cref="IOException"/> names the path.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        // Asked of a missing file, ResolveLinkTarget fails; LinkTarget is null for a missing file and for one that is no link.
        var file = new FileInfo(path);
        var target = file.LinkTarget is null ? path : file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        var temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (SafeFileHandle handle = File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                RandomAccess.Write(handle, content, 0);
                if (!OperatingSystem.IsWindows() && File.Exists(target))
                {
                    File.SetUnixFileMode(handle, File.GetUnixFileMode(target));
                }

                RandomAccess.FlushToDisk(handle);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new DirectoryNotFoundException($"cannot write `{path}`: its folder does not exist", exception);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Replaces the content of <paramref name="path"/> with UTF-8 text.</summary>
    public static void Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));
}
