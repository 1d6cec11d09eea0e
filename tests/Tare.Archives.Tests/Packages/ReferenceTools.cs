using System.Diagnostics;
using System.IO.Compression;

namespace Tare.Archives.Tests.Packages;

/// <summary>What the usual tools make of a package.</summary>
internal static class ReferenceTools
{
    internal static void Unpack(string package, string destination)
    {
        Directory.CreateDirectory(destination);
        if (package.EndsWith(".tar.bz2"))
        {
            Run($"bzip2 -dc '{package}' | tar -x -C '{destination}'");
            return;
        }

        using var zip = ZipFile.OpenRead(package);
        foreach (var member in zip.Entries.Where(e => e.Name.EndsWith(".tar.zst")))
        {
            var file = destination + "-part";
            member.ExtractToFile(file);
            Run($"zstd -dc '{file}' | tar -x -C '{destination}'");
            File.Delete(file);
        }
    }

    private static void Run(string script)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", "umask 0; set -o pipefail; " + script]))!;
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }
}
