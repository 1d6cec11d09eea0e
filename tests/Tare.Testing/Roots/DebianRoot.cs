using Tare.Testing.Debian;

namespace Tare.Testing.Roots;

/// <summary>
/// A conda root of real software, as it looks after some use: <c>py</c> holds Python alone, <c>science</c> numpy; the packages of a
/// third environment, which was deleted without conda's knowledge, are still in the cache, as are all archives, logs and left-overs.
/// </summary>
public static class DebianRoot
{
    /// <summary>Makes the root in a folder that is not there yet.</summary>
    public static CondaRoot Make(DebianChannel channel, string prefix)
    {
        var root = new CondaRoot(prefix) { SitePackages = DebianChannel.SitePackages };
        root.AddEnvironment("py");
        root.AddEnvironment("science");
        var cached = channel.Packages.ToDictionary(p => p.Name, root.AddFromChannel, StringComparer.Ordinal);
        foreach (var package in channel.ClosureOf("python"))
        {
            root.Install(cached[package.Name], "py");
        }

        foreach (var package in channel.ClosureOf("numpy"))
        {
            root.Install(cached[package.Name], "science");
        }

        root.AddIndexCache(size: 3_000_000);
        root.AddLogs();
        root.AddTemporaryFiles(cached["python"], "science");
        return root;
    }
}
