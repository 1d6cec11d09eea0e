using Tare.Testing.Processes;

namespace Tare.Testing.Debian;

/// <summary>
/// The root file system of a small Debian with apt, as an archive: debootstrap's minbase with certificates, without documentation.
/// Made once and kept where <see cref="DebianChannel"/> keeps its channels.
/// </summary>
public static class DebianBase
{
    private static string Archive => Path.Combine(DebianChannel.CacheFolder, "roots", "debian-minbase-1.tar");

    /// <summary>Why there is no such archive here, or null: the reason a test gives for being skipped.</summary>
    public static string? MissingReason =>
        File.Exists(Archive) || (Environment.UserName == "root" && Tool.Exists("debootstrap")) ? null : "needs root and debootstrap to make a Debian root";

    /// <summary>Unpacks the archive into a folder; makes the archive first if it was never made here.</summary>
    public static void Unpack(string folder)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Archive)!);
        if (!File.Exists(Archive))
        {
            using (FileLock.Take(Archive + ".lock"))
            {
                Make();
            }
        }

        Directory.CreateDirectory(folder);
        Tool.Run("tar", "-xf", Archive, "-C", folder);
    }

    private static void Make()
    {
        if (File.Exists(Archive))
        {
            return;
        }

        using var work = new TemporaryFolder();
        Tool.Run("debootstrap", "--variant=minbase", "--include=ca-certificates", "bookworm", work["root"]);
        Tool.Run("bash", "-c", $"cd '{work["root"]}' && rm -rf usr/share/doc usr/share/man usr/share/locale usr/share/info var/lib/apt/lists/* var/cache/apt/* dev/*");
        Tool.Run("tar", "-cf", Archive + ".partial", "-C", work["root"], ".");
        File.Move(Archive + ".partial", Archive, overwrite: true);
    }
}
