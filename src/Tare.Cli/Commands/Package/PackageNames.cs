using Tare.Conda.Channels;

namespace Tare.Cli.Commands.Package;

/// <summary>Names of package files.</summary>
internal static class PackageNames
{
    /// <summary>The file's name without the ending of a package: <c>numpy-1.26.4-py311h64a7726_0</c>.</summary>
    internal static string Stem(string path)
    {
        var name = Path.GetFileName(path);
        return PackageFileName.StemOf(name) is { Length: > 0 } stem && stem.Length < name.Length ? stem
            : throw new UsageException($"`{path}` has not the name of a package", "the name ends in .conda or .tar.bz2");
    }
}
