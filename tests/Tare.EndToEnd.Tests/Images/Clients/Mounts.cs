using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests.Images.Clients;

/// <summary>Container tools leave mounts behind, and a folder with a mount cannot be removed.</summary>
internal static class Mounts
{
    internal static void RemoveBelow(string folder)
    {
        foreach (var mount in File.ReadAllLines("/proc/mounts").Select(l => l.Split(' ')[1]).Where(m => m.StartsWith(folder + "/", StringComparison.Ordinal)))
        {
            Tool.Try("umount", "-l", mount);
        }
    }
}
