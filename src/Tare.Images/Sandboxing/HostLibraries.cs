namespace Tare.Images.Sandboxing;

/// <summary>This machine's C library, for programs of an image that has none to run with while it is built.</summary>
internal static class HostLibraries
{
    private static readonly string[] Names = ["ld-linux", "libc.so", "libm.so", "libdl.so", "libpthread.so", "librt.so", "libutil.so"];
    private static readonly string[] Folders = ["/lib64", "/lib", "/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu", "/usr/lib64"];

    internal static void CopyTo(SandboxRoot root)
    {
        foreach (var folder in Folders)
        {
            foreach (var library in Directory.Exists(folder) ? Directory.GetFiles(folder).Where(f => Names.Any(l => Path.GetFileName(f).StartsWith(l, StringComparison.Ordinal))) : [])
            {
                Directory.CreateDirectory(Path.Join(root.Folder, folder));
                File.Copy(library, Path.Join(root.Folder, library), overwrite: true);
            }
        }
    }
}
