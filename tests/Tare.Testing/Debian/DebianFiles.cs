using Tare.Testing.Processes;

namespace Tare.Testing.Debian;

/// <summary>The files of Debian packages as they are, for the base of an image.</summary>
public static class DebianFiles
{
    /// <summary>Unpacks packages of the running distribution into a folder; what they depend on stays out.</summary>
    public static void Unpack(string folder, params IReadOnlyCollection<string> names)
    {
        var apt = new AptRepository(Path.Combine(DebianChannel.CacheFolder, "debs"));
        Directory.CreateDirectory(folder);
        foreach (var archive in apt.Download(apt.Show(names)).Values)
        {
            Tool.Run("dpkg-deb", "-x", archive, folder);
        }
    }
}
